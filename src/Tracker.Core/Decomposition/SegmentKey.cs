#pragma warning disable CA1036 // Keys are sorted, never compared by < or >.
namespace Tracker.Core.Decomposition;

/// <summary>The values that the consumers of a segment share, in the order of the chosen attributes; equal and ordered by its texts (ordinal).
/// Without attributes there is one segment, of no values.</summary>
public sealed class SegmentKey(params IReadOnlyList<string> values) : IEquatable<SegmentKey>, IComparable<SegmentKey>
{
    /// <summary>The value of every attribute in a segment that others were merged into.</summary>
    public const string Other = "other";

    public IReadOnlyList<string> Values { get; } = values;

    /// <summary>The key of what was merged; in parentheses where a segment of that name stays beside it.</summary>
    /// <param name="attributes">How many.</param>
    /// <param name="beside">The segments that stay.</param>
    public static SegmentKey OtherOf(int attributes, IEnumerable<SegmentKey> beside)
    {
        var taken = beside.ToHashSet();
        var key = new SegmentKey([.. Enumerable.Repeat(Other, attributes)]);
        while (taken.Contains(key))
            key = new([.. key.Values.Select(value => $"({value})")]);
        return key;
    }

    public bool Equals(SegmentKey? other) => other is not null && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    public int CompareTo(SegmentKey? other)
    {
        if (other is null)
            return 1;
        for (var i = 0; i < Math.Min(Values.Count, other.Values.Count); i++)
        {
            if (string.CompareOrdinal(Values[i], other.Values[i]) is var order and not 0)
                return order;
        }

        return Values.Count.CompareTo(other.Values.Count);
    }

    public override bool Equals(object? obj) => Equals(obj as SegmentKey);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values)
            hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", Values);
}
