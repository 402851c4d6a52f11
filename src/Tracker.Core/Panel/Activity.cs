using System.Numerics;

namespace Tracker.Core.Panel;

/// <summary>Who is in the panel in a month: bit i of byte i / 8 stands for consumer i. Trailing zeros may be left out.</summary>
public readonly record struct Activity(ReadOnlyMemory<byte> Bits)
{
    /// <summary>A consumer is active in a month with any event in it or in the two before.</summary>
    public const int WindowMonths = 3;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var bits in Bits.Span)
                count += BitOperations.PopCount(bits);
            return count;
        }
    }

    public bool Contains(int consumer) => consumer / 8 < Bits.Length && (Bits.Span[consumer / 8] & (1 << (consumer % 8))) != 0;

    /// <summary>Consumers that are in any of the months.</summary>
    public static Activity AnyOf(params IEnumerable<Activity> months)
    {
        byte[] union = [];
        foreach (var month in months)
        {
            var bits = month.Bits.Span;
            if (union.Length < bits.Length)
                Array.Resize(ref union, bits.Length);
            for (var i = 0; i < bits.Length; i++)
                union[i] |= bits[i];
        }

        return new(union);
    }

    /// <summary>Adds 1 to the count of each active consumer's group.</summary>
    /// <param name="counts">By group.</param>
    /// <param name="groupOf">The group of every consumer, at least as many as there are bits.</param>
    public void CountInto(Span<int> counts, ReadOnlySpan<int> groupOf)
    {
        var bits = Bits.Span;
        for (var i = 0; i < bits.Length; i++)
        {
            for (var rest = bits[i]; rest != 0; rest &= (byte)(rest - 1))
                counts[groupOf[8 * i + BitOperations.TrailingZeroCount(rest)]]++;
        }
    }

    /// <summary>Consumers that are in both.</summary>
    public Activity And(Activity other)
    {
        var both = new byte[Math.Min(Bits.Length, other.Bits.Length)];
        for (var i = 0; i < both.Length; i++)
            both[i] = (byte)(Bits.Span[i] & other.Bits.Span[i]);
        return new(both);
    }
}
