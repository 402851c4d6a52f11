namespace Tracker.Core.Decomposition;

/// <summary>Decomposes a table of segments.</summary>
public static class ChangeSplit
{
    /// <summary>Segments that are shown; the rest is summed.</summary>
    public const int MostShown = 200;

    /// <summary>The decomposition of a table, all segments kept.</summary>
    /// <exception cref="ArgumentException">Sums that are not what <see cref="NestedSplit.Of"/> expects, a key twice, or more than five attributes.</exception>
    public static ChangeDecomposition Of(SegmentTable table)
    {
        Check(table);
        var chain = table.Chain;
        var rows = table.Rows.OrderBy(row => row.Key).ToArray(); // sums do not depend on the order of the rows
        var effects = NestedSplit.Of(chain, [.. rows.SelectMany(row => row.Before.Concat(row.After))]).WithoutRounding();
        var names = NestedSplit.FactorsOf(chain);
        var byAttribute = ByAttribute(table.Attributes.Count, chain, rows, effects);
        return new()
        {
            Before = effects.Before,
            After = effects.After,
            Scale = effects.Scale,
            Structural = effects.Structural,
            Behavioural = effects.Behavioural,
            Refunds = effects.Refunds,
            Factors = [.. names.Select((name, i) => KeyValuePair.Create(name, effects.Factors[i]))],
            StructuralByAttribute = [.. table.Attributes.Select((name, i) => KeyValuePair.Create(name, byAttribute!.Effects[i]))],
            StructuralMethod = byAttribute?.Method,
            Attributes = table.Attributes,
            Segments = BySize(rows.Select((row, i) => PartOf(row, effects.Segments[i]))),
        };
    }

    /// <summary>The largest segments, and one sum of the others with what was merged, where there are more than are shown; all parts stay what they are.</summary>
    public static ChangeDecomposition Shown(this ChangeDecomposition whole, int most = MostShown)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return whole.Segments.Count <= most
            ? whole
            : whole.Shown(whole.Segments.Where(part => part.Status != SegmentStatus.Other).Take(most - 1).Select(part => part.Segment).ToHashSet());
    }

    /// <summary>These segments, and one sum of the others with what was merged.</summary>
    internal static ChangeDecomposition Shown(this ChangeDecomposition whole, IReadOnlySet<SegmentKey> segments)
    {
        var rest = whole.Segments.Where(part => part.Status == SegmentStatus.Other || !segments.Contains(part.Segment)).ToArray();
        if (rest.All(part => part.Status == SegmentStatus.Other))
            return whole;
        var shown = whole.Segments.Except(rest).ToArray();
        return whole with { Segments = [.. shown, Sum(SegmentKey.OtherOf(whole.Attributes.Count, [.. shown.Select(part => part.Segment)]), rest, whole.HasSummedRates)] };
    }

    /// <summary>With the refunds of the whole alone: they belong to no segment, as scale does.</summary>
    internal static ChangeDecomposition WithRefundsApart(this ChangeDecomposition split) =>
        split with { Segments = BySize(split.Segments.Select(part => part with { Refunds = null })) };

    /// <summary>By size of their total, ties by key.</summary>
    internal static IReadOnlyList<SegmentPart> BySize(IEnumerable<SegmentPart> parts) =>
        [.. parts.OrderByDescending(part => Math.Abs(part.Total)).ThenBy(part => part.Segment)];

    private static SegmentPart Sum(SegmentKey key, SegmentPart[] parts, bool hasSummedRates)
    {
        var (before, after) = (parts.Sum(part => part.ShareBefore), parts.Sum(part => part.ShareAfter));
        var (rateBefore, rateAfter) = hasSummedRates ? (parts.Sum(part => part.RateBefore), parts.Sum(part => part.RateAfter)) : Means(parts, before, after);
        return new()
        {
            Segment = key,
            ShareBefore = before,
            ShareAfter = after,
            RateBefore = rateBefore,
            RateAfter = rateAfter,
            Structural = parts.Sum(part => part.Structural),
            Behavioural = parts.Sum(part => part.Behavioural),
            Refunds = SegmentPart.RefundsOf(parts),
            Factors = SegmentPart.FactorsOf(parts),
            Status = SegmentStatus.Other,
        };
    }

    /// <summary>The rates of several segments together; absent in one month, they have the rate of the other.</summary>
    private static (double Before, double After) Means(SegmentPart[] parts, double before, double after)
    {
        var rateBefore = before > 0 ? parts.Sum(part => part.ShareBefore * part.RateBefore) / before : 0;
        var rateAfter = after > 0 ? parts.Sum(part => part.ShareAfter * part.RateAfter) / after : rateBefore;
        return (before > 0 ? rateBefore : rateAfter, rateAfter);
    }

    private static SegmentPart PartOf(SegmentRow row, NestedSegment segment) => new()
    {
        Segment = row.Key,
        ShareBefore = segment.ShareBefore,
        ShareAfter = segment.ShareAfter,
        RateBefore = segment.RateBefore,
        RateAfter = segment.RateAfter,
        Structural = segment.Structural,
        Behavioural = segment.Behavioural,
        Refunds = segment.Refunds,
        Factors = segment.Factors,
        Status = row.IsMerged ? SegmentStatus.Other : segment.Status,
    };

    private static AttributeSplit? ByAttribute(int attributes, MetricChain chain, SegmentRow[] rows, NestedEffects effects)
    {
        if (attributes == 0)
            return null;
        double[] rates = [.. effects.Segments.Select(segment => (segment.RateBefore + segment.RateAfter) / 2)];
        double[] before = [.. rows.Select(row => row.Before[0])];
        double[] after = [.. rows.Select(row => row.After[0])];
        var keys = rows.Select(row => row.Key).ToArray();
        if (!chain.HasActivity)
        {
            var size = chain.IsTotal ? (before.Sum() + after.Sum()) / 2 : 1;
            var ofRate = AttributeSplit.Of(keys, rates, before, after);
            return ofRate with { Effects = [.. ofRate.Effects.Select(effect => size * effect)] };
        }

        double[] peopleBefore = [.. rows.Select(row => row.Before[^1])];
        double[] peopleAfter = [.. rows.Select(row => row.After[^1])];
        return AttributeSplit.Of(
            keys, rates, peopleBefore, peopleAfter, ActivitySplit.Activities(peopleBefore, before, peopleAfter, after));
    }

    private static void Check(SegmentTable table)
    {
        var width = table.Chain.Columns.Count;
        var keys = new HashSet<SegmentKey>();
        foreach (var row in table.Rows)
        {
            if (row.Before.Count != width || row.After.Count != width)
                throw new ArgumentException($"segment {row.Key}: expected {width} sums a month, got {row.Before.Count} and {row.After.Count}", nameof(table));
            if (row.Key.Values.Count != table.Attributes.Count)
                throw new ArgumentException($"segment {row.Key}: expected {table.Attributes.Count} values", nameof(table));
            if (!keys.Add(row.Key))
                throw new ArgumentException($"segment {row.Key}: expected once", nameof(table));
        }
    }
}
