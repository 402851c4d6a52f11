namespace Tracker.Core.Panel;

/// <summary>
/// Consumers of a month who share their values of the attributes that the population targets name. The order of the values is that of the
/// attributes; a value is null where it is not known.
/// </summary>
public sealed record WeightingCell(IReadOnlyList<string?> Values)
{
    /// <summary>Value by value in ordinal order, unknown first.</summary>
    public static IComparer<WeightingCell> Order { get; } = Comparer<WeightingCell>.Create(Compare);

    public bool Equals(WeightingCell? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in Values)
            hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(" × ", Values.Select(value => value ?? AttributeColumn.UnknownText));

    private static int Compare(WeightingCell left, WeightingCell right)
    {
        for (var i = 0; i < Math.Min(left.Values.Count, right.Values.Count); i++)
        {
            if (string.CompareOrdinal(left.Values[i], right.Values[i]) is not 0 and var order)
                return order;
        }

        return left.Values.Count.CompareTo(right.Values.Count);
    }
}
