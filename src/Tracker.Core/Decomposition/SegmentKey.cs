#pragma warning disable CA1036 // Keys are sorted, never compared by < or >.
namespace Tracker.Core.Decomposition;

/// <summary>The values that the consumers of a segment share, in the order of the chosen attributes; equal and ordered by its texts (ordinal).
/// Without attributes there is one segment, of no values.</summary>
public sealed class SegmentKey(params IReadOnlyList<string> values) : IEquatable<SegmentKey>, IComparable<SegmentKey>
{
    /// <summary>The value of every attribute in a segment that others were merged into.</summary>
    public const string Other = "other";

    public IReadOnlyList<string> Values { get; } = values;

    /// <summary>The key of what was merged; a value is in parentheses where its attribute has it beside, for the two are not the same.</summary>
    /// <param name="attributes">How many.</param>
    /// <param name="beside">The segments that stay.</param>
    public static SegmentKey OtherOf(int attributes, IReadOnlyList<SegmentKey> beside)
    {
        return new([.. Enumerable.Range(0, attributes).Select(Unused)]);

        string Unused(int attribute)
        {
            var taken = beside.Select(key => key.Values[attribute]).ToHashSet();
            var value = Other;
            while (taken.Contains(value))
                value = $"({value})";
            return value;
        }
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
