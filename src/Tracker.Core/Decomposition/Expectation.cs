namespace Tracker.Core.Decomposition;

/// <summary>What the segments of a month were expected to be, so that season and trend are not explained as news.</summary>
public static class Expectation
{
    /// <summary>Consumers at which a segment's own movement of last year counts half.</summary>
    public const double HalfTrust = 100;

    /// <summary>Months whose mean is the level that last year's movement is applied to.</summary>
    public const int LevelMonths = 3;

    private const int Year = 12;

    /// <summary>
    /// The expected sums of each segment. A segment's share of the denominator, and each ratio of the chain within it, is the level of the last
    /// three months times the movement of last year, the same month over the three before it, to the power n / (n + 100) with n the segment's
    /// consumers then. Shares are made to sum to 1, and the ratios are multiplied by one factor for all segments so that the metric is the
    /// sector's forecast. Refunds keep their part of gross.
    /// </summary>
    /// <param name="chain">What the columns are.</param>
    /// <param name="history">Months before, the latest last, each with the same segments in the same order.</param>
    /// <param name="forecast">Of the metric.</param>
    /// <param name="denominator">The expected denominator, above 0: that of the month, of a total its people.</param>
    /// <param name="people">The people of the month, with whom the denominator per person has one unit in both; not read where they are the denominator.</param>
    /// <returns>Columns by segment; null where the last three months have no denominator, or no factor takes them to the forecast.</returns>
    public static double[][]? Of(MetricChain chain, IReadOnlyList<IReadOnlyList<SegmentMonth>> history, double forecast, double denominator, double people)
    {
        if (history.Count == 0 || !double.IsFinite(forecast) || !(denominator > 0))
            return null;
        var (width, last) = (chain.Columns.Count, chain.Chain.Count - 1);
        var expected = history[^1].Select(_ => new double[width]).ToArray();
        if (!FillShares(history, 0, denominator, expected) || (chain.HasActivity && !FillShares(history, width - 1, people, expected)))
            return null;
        var metric = 0.0;
        foreach (var (sums, segment) in expected.Select((sums, segment) => (sums, segment)))
        {
            for (var link = 0; link < last; link++)
                sums[link + 1] = sums[link] * (Moved(history, segment, (month, s) => (month[s].Sums[link + 1], month[s].Sums[link])) ?? 0);
            if (chain.HasRefunds)
                sums[last + 1] = sums[last] * (Level(history, 1, segment, (month, s) => (month[s].Sums[last + 1], month[s].Sums[last])) ?? 0);
            metric += sums[last] - (chain.HasRefunds ? sums[last + 1] : 0);
        }

        var factor = forecast * (chain.IsTotal ? 1 : denominator) / metric;
        if (!(factor > 0 && double.IsFinite(factor)))
            return null;
        foreach (var sums in expected)
        {
            for (var link = 1; link <= last; link++)
                sums[link] *= Math.Pow(factor, (double)link / last);
            if (chain.HasRefunds)
                sums[last + 1] *= factor;
        }

        return expected;
    }

    private static bool FillShares(IReadOnlyList<IReadOnlyList<SegmentMonth>> history, int column, double total, double[][] expected)
    {
        var sum = 0.0;
        for (var i = 0; i < expected.Length; i++)
            sum += expected[i][column] = Moved(history, i, (month, s) => (month[s].Sums[column], month.Sum(one => one.Sums[column]))) ?? 0;
        foreach (var sums in expected)
            sums[column] *= total / sum;
        return sum > 0;
    }

    /// <summary>The level with last year's movement, where there is one above 0; null where the level is undefined.</summary>
    private static double? Moved(
        IReadOnlyList<IReadOnlyList<SegmentMonth>> history, int segment, Func<IReadOnlyList<SegmentMonth>, int, (double Part, double Whole)> ratio)
    {
        var level = Level(history, 1, segment, ratio);
        if (history.Count < Year + LevelMonths || level is not > 0)
            return level;
        var same = history[^Year];
        var (part, whole) = ratio(same, segment);
        var before = Level(history, Year + 1, segment, ratio);
        if (!(part > 0 && whole > 0) || before is not > 0)
            return level;
        var trust = same[segment].Consumers / (same[segment].Consumers + HalfTrust);
        return level * Math.Pow(part / whole / before.Value, trust);
    }

    /// <summary>The ratio of sums over three months of which the latest is so many months back.</summary>
    private static double? Level(
        IReadOnlyList<IReadOnlyList<SegmentMonth>> history, int back, int segment, Func<IReadOnlyList<SegmentMonth>, int, (double Part, double Whole)> ratio)
    {
        var (parts, wholes) = (0.0, 0.0);
        for (var month = Math.Max(0, history.Count - back - LevelMonths + 1); month <= history.Count - back; month++)
        {
            var (part, whole) = ratio(history[month], segment);
            parts += part;
            wholes += whole;
        }

        return wholes > 0 ? parts / wholes : null;
    }
}

/// <summary>A segment in a month of the history.</summary>
/// <param name="Sums">One for each of <see cref="MetricChain.Columns"/>.</param>
/// <param name="Consumers">Who stand behind them, unweighted.</param>
public readonly record struct SegmentMonth(IReadOnlyList<double> Sums, int Consumers);
