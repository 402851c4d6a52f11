namespace Tracker.Core.Decomposition;

/// <summary>How much of the structural part comes from the mix of each attribute.</summary>
/// <param name="Effects">In the order of the attributes, in the unit of the rates; they sum to the structural part.</param>
/// <param name="Method">How they were found.</param>
public sealed record AttributeSplit(IReadOnlyList<double> Effects, StructuralMethod Method)
{
    /// <summary>More would take the orders of the chain rule beyond 120.</summary>
    public const int MostAttributes = 5;

    /// <summary>
    /// Das Gupta 1993, equation 5.36, where no margin is empty: the share of a cell is a product of one factor an attribute, each a weighted
    /// geometric mean of the attribute's conditional shares, and the factors share the change as a Shapley split. Where a margin is empty,
    /// the mean over the orders of the chain rule <c>P(i)·P(j|i)·…</c>, with conditional shares that are missing in one month taken from the
    /// other. With activity the attributes split what people change in the shares of the denominator (Owen 1977: attributes are one union).
    /// </summary>
    /// <param name="keys">Of the segments, all of one number of values.</param>
    /// <param name="rates">The mean rate of both months of each segment.</param>
    /// <param name="before">The people of each segment: the denominator, or with activity what it is per person of.</param>
    /// <param name="after">As before.</param>
    /// <param name="activity">The denominator per person in both months; null where people are the denominator.</param>
    /// <exception cref="ArgumentException">More than five attributes.</exception>
    public static AttributeSplit Of(
        IReadOnlyList<SegmentKey> keys, double[] rates, double[] before, double[] after, (double[] Before, double[] After)? activity = null)
    {
        var attributes = keys.Count == 0 ? 0 : keys[0].Values.Count;
        if (attributes > MostAttributes)
            throw new ArgumentException($"{attributes} attributes: expected at most {MostAttributes}", nameof(keys));
        if (attributes == 0)
            return new([], StructuralMethod.DasGupta);
        var margins = Margins.Of(keys, before, after);
        var method = margins.AnyEmpty ? StructuralMethod.ChainRule : StructuralMethod.DasGupta;
        var splits = method == StructuralMethod.DasGupta ? [margins.Geometric()] : Orders(attributes).Select(margins.Conditional).ToArray();
        var effects = new double[attributes];
        foreach (var (here, there) in splits)
        {
            foreach (var rate in Rates(rates, before, after, activity))
            {
                var parts = FactorSplit.Of(rate, here, there);
                for (var k = 0; k < attributes; k++)
                    effects[k] += parts[k] / splits.Length / (activity is null ? 1 : 2);
            }
        }

        return new(effects, method);
    }

    private static IEnumerable<Func<IReadOnlyList<double[]>, double>> Rates(
        double[] rates, double[] before, double[] after, (double[] Before, double[] After)? activity)
    {
        if (activity is not { } known)
            return [factors => Weighted(factors, null, rates).Sum];
        var (sumBefore, weightBefore) = Weighted([before], known.Before, rates);
        var (sumAfter, weightAfter) = Weighted([after], known.After, rates);
        var middle = (sumBefore / weightBefore + sumAfter / weightAfter) / 2; // stands for a mixture of the months that has no denominator at all
        return [factors => Mean(factors, known.Before), factors => Mean(factors, known.After)];

        double Mean(IReadOnlyList<double[]> factors, double[] active) =>
            Weighted(factors, active, rates) is var (sum, weight) && weight > 0 ? sum / weight : middle;
    }

    private static (double Sum, double Weight) Weighted(IReadOnlyList<double[]> factors, double[]? activity, double[] rates)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var i = 0; i < rates.Length; i++)
        {
            var share = activity?[i] ?? 1;
            foreach (var factor in factors)
                share *= factor[i];
            sum += share * rates[i];
            weight += share;
        }

        return (sum, weight);
    }

    private static IEnumerable<int[]> Orders(int attributes) => attributes == 0
        ? [[]]
        : Orders(attributes - 1).SelectMany(order => Enumerable.Range(0, attributes).Select(at => (int[])[.. order[..at], attributes - 1, .. order[at..]]));
}

/// <summary>How the structural part was split by attribute.</summary>
public enum StructuralMethod
{
    /// <summary>Das Gupta 1993, equation 5.36.</summary>
    DasGupta,

    /// <summary>Shapley over the orders of the chain rule.</summary>
    ChainRule,
}
