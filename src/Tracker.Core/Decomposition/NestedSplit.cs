namespace Tracker.Core.Decomposition;

/// <summary>
/// The split of a metric that is a chain of sums. A total T = N·M of N people is nested: scale <c>ΔN·M̄</c>, structural <c>N̄</c> × the
/// centred Kitagawa mix of M, behavioural <c>N̄·w̄ₛ</c> × the Shapley effects of the factors of each segment's rate, and refunds, which are
/// subtracted. A ratio has no scale, and N̄ is 1.
/// </summary>
public static class NestedSplit
{
    /// <summary>The part of a ratio that comes from people of a segment doing more of the denominator.</summary>
    public const string Activity = "activity";

    /// <summary>
    /// The effects. A factor undefined in one month takes the other month's value; undefined in both, its effect is 0. In a chain with people
    /// beside the denominator, the mix is that of the people, and what moves the denominator's shares besides is a factor of behaviour,
    /// <see cref="Activity"/>.
    /// </summary>
    /// <param name="chain">What the columns are.</param>
    /// <param name="sums">For each segment the columns of the month before, then those of the month after.</param>
    /// <exception cref="ArgumentException">A sum is not finite, a denominator negative or without any above 0, or a link of the chain has an amount
    /// where the link before it has none.</exception>
    public static NestedEffects Of(MetricChain chain, ReadOnlySpan<double> sums)
    {
        var (width, last) = (chain.Columns.Count, chain.Chain.Count - 1);
        var rows = new RateChange[sums.Length / (2 * width)];
        for (var i = 0; i < rows.Length; i++)
        {
            var before = sums.Slice(2 * width * i, width);
            var after = sums.Slice(2 * width * i + width, width);
            rows[i] = new(before[last], before[0], after[last], after[0]);
        }

        var split = MixRate.Of(rows);
        var (peopleBefore, peopleAfter) = (rows.Sum(row => row.DenominatorBefore), rows.Sum(row => row.DenominatorAfter));
        var (unitBefore, unitAfter) = chain.IsTotal ? (1.0, 1.0) : (peopleBefore, peopleAfter);
        var size = chain.IsTotal ? (peopleBefore + peopleAfter) / 2 : 1;
        var structural = Structural(chain, sums, split, rows);
        var factors = new double[chain.Factors.Count + (chain.HasActivity ? 1 : 0)];
        var segments = new NestedSegment[rows.Length];
        var (refundsBefore, refundsAfter) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            var before = sums.Slice(2 * width * i, width);
            var after = sums.Slice(2 * width * i + width, width);
            var part = split.Segments[i];
            var mix = structural?[i] ?? part.Structural;
            var (given0, given1) = chain.HasRefunds ? (before[last + 1] / unitBefore, after[last + 1] / unitAfter) : (0, 0);
            refundsBefore += given0;
            refundsAfter += given1;
            var own = Factors(chain, before, after, size * (part.ShareBefore + part.ShareAfter) / 2);
            if (chain.HasActivity)
                own[^1] = part.Structural - mix;
            for (var j = 0; j < own.Length; j++)
                factors[j] += own[j];
            segments[i] = new(
                part.ShareBefore,
                part.ShareAfter,
                part.RateBefore,
                part.RateAfter,
                size * mix,
                size * (part.Behavioural + (part.Structural - mix)),
                size * part.Refunds - (given1 - given0),
                own,
                part.Status);
        }

        return new()
        {
            Before = (chain.IsTotal ? peopleBefore : 1) * split.Before - refundsBefore,
            After = (chain.IsTotal ? peopleAfter : 1) * split.After - refundsAfter,
            Scale = chain.IsTotal ? (peopleAfter - peopleBefore) * (split.Before + split.After) / 2 : 0,
            Structural = segments.Sum(segment => segment.Structural),
            Behavioural = segments.Sum(segment => segment.Behavioural),
            Refunds = segments.Sum(segment => segment.Refunds),
            Factors = factors,
            Segments = segments,
        };
    }

    /// <summary>The names of <see cref="NestedEffects.Factors"/>.</summary>
    public static IReadOnlyList<string> FactorsOf(MetricChain chain) => chain.HasActivity ? [.. chain.Factors, Activity] : chain.Factors;

    /// <summary>The mix of the people, where they are not the denominator.</summary>
    private static double[]? Structural(MetricChain chain, ReadOnlySpan<double> sums, MixRateSplit split, RateChange[] rows)
    {
        if (!chain.HasActivity)
            return null;
        var width = chain.Columns.Count;
        var (before, after) = (new double[rows.Length], new double[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
            (before[i], after[i]) = (sums[2 * width * i + width - 1], sums[2 * width * i + 2 * width - 1]);
        var population = ActivitySplit.Population(
            before, [.. rows.Select(row => row.DenominatorBefore)], after, [.. rows.Select(row => row.DenominatorAfter)]);
        var middle = (split.Before + split.After) / 2;
        return [.. split.Segments.Select((part, i) => population[i] * ((part.RateBefore + part.RateAfter) / 2 - middle))];
    }

    private static double[] Factors(MetricChain chain, ReadOnlySpan<double> before, ReadOnlySpan<double> after, double weight)
    {
        var links = chain.Factors.Count;
        var factors = new double[links + (chain.HasActivity ? 1 : 0)];
        if (links == 0)
            return factors;
        Span<double> here = stackalloc double[links];
        Span<double> there = stackalloc double[links];
        for (var j = 0; j < links; j++)
        {
            var (first, second) = (Ratio(chain, before, j), Ratio(chain, after, j));
            here[j] = first ?? second ?? 0;
            there[j] = second ?? first ?? 0;
        }

        var effects = FactorSplit.Product(here, there);
        for (var j = 0; j < links; j++)
            factors[j] = weight * effects[j];
        return factors;
    }

    private static double? Ratio(MetricChain chain, ReadOnlySpan<double> month, int link)
    {
        if (month[link] != 0)
            return month[link + 1] / month[link];
        return month[link + 1] == 0
            ? null
            : throw new ArgumentException($"{chain.Chain[link + 1]} of {month[link + 1]} where {chain.Chain[link]} is 0: expected 0", nameof(month));
    }
}
