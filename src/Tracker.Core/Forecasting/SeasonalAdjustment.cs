namespace Tracker.Core.Forecasting;

/// <summary>Classical additive decomposition: on logs its indices are factors (Macaulay 1931, as in every textbook since).</summary>
public static class SeasonalAdjustment
{
    /// <summary>Indices from y seasons are shrunk by y / (y + this): those from two years are mostly chance.</summary>
    private const double SeasonsWithoutSeason = 1.5;

    /// <summary>The <see cref="Indices"/>, drawn to zero the more the fewer seasons they come from.</summary>
    public static double[] ShrunkIndices(ReadOnlySpan<double> values, int season)
    {
        var indices = Indices(values, season);
        var seasons = (double)values.Length / season;
        foreach (ref var index in indices.AsSpan())
            index *= seasons / (seasons + SeasonsWithoutSeason);
        return indices;
    }

    /// <summary>
    /// The mean difference of each phase from the centred moving average over one season, less the mean of the indices so that they sum to
    /// zero. Phase p is that of <c>values[p]</c>.
    /// </summary>
    /// <param name="values">At least two seasons, none missing; less gives zeros.</param>
    /// <param name="season">Periods in a season.</param>
    public static double[] Indices(ReadOnlySpan<double> values, int season)
    {
        var indices = new double[season];
        if (values.Length < 2 * season)
            return indices;

        Span<int> counts = stackalloc int[season];
        var half = season / 2;
        for (var i = half; i < values.Length - half; i++)
        {
            indices[i % season] += values[i] - CentredMean(values, i, season);
            counts[i % season]++;
        }

        var mean = 0.0;
        for (var phase = 0; phase < season; phase++)
        {
            indices[phase] /= Math.Max(1, counts[phase]);
            mean += indices[phase] / season;
        }

        for (var phase = 0; phase < season; phase++)
            indices[phase] -= mean;
        return indices;
    }

    /// <summary>The mean over one season around <paramref name="at"/>; with an even season the two outermost values count half.</summary>
    private static double CentredMean(ReadOnlySpan<double> values, int at, int season)
    {
        var half = season / 2;
        var sum = 0.0;
        for (var i = at - half; i <= at + half; i++)
            sum += values[i];
        if (season % 2 == 0)
            sum -= (values[at - half] + values[at + half]) / 2;
        return sum / season;
    }
}
