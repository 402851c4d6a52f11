namespace Tracker.Core.Panel;

/// <summary>
/// Weights from several marginal tables: iterative proportional fitting (Deming and Stephan 1940) from equal weights, one margin after the
/// other until all hold. Weights above 5 times the median are then cut there and raked again, until none is above or the margins will not
/// have it otherwise: the targets come before the limit.
/// </summary>
public static class Raking
{
    /// <summary>Weights are cut at so many times the median weight of the consumers in the targets, as the first raking gave it.</summary>
    public const double TrimAt = 5;

    /// <summary>The largest relative gap that is called reproduced.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>Cycles go on to here, so that what is called reproduced is well inside the tolerance.</summary>
    private const double Converged = 1e-12;

    /// <summary>Margins that can be met are met in tens of cycles; those at the edge of what the cells allow take longer.</summary>
    private const int MaxCycles = 2_000;

    private const int MaxTrimmings = 50;

    /// <summary>How much above the limit a weight may stay: trimming comes near it geometrically.</summary>
    private const double LimitTolerance = 1e-6;

    /// <param name="targets">The margins. One whose total differs from the first's counts by its shares, and the outcome is contradictory.</param>
    /// <param name="panel">The active consumers by cell, of the margins' attributes or more.</param>
    /// <exception cref="ArgumentException">The panel's cells lack an attribute of a margin.</exception>
    public static CellWeights Weights(MonthTargets targets, CellCounts panel)
    {
        if (MarginFit.Of(targets, panel) is not { } fit)
            return CellWeights.OutsideOf(targets.Population, panel.Consumers);
        var weights = Enumerable.Repeat(1.0, panel.Cells.Count).ToArray();
        var gap = Rake(fit, weights);
        var limit = TrimAt * MedianWeight(fit, weights);
        var trimmed = new HashSet<int>();
        for (var round = 0; round < MaxTrimmings && limit > 0 && Trim(fit, weights, limit, trimmed); round++)
            gap = Rake(fit, weights);

        var apart = targets.Margins.Max(margin => Math.Abs(margin.Total / targets.Population - 1));
        var outcome = Math.Max(gap, apart) > Tolerance ? WeightingOutcome.Contradictory
            : limit > 0 && Above(fit, weights, limit * (1 + LimitTolerance)).Any() ? WeightingOutcome.AboveLimit
            : WeightingOutcome.Exact;
        return CellWeights.Fitted(fit, weights, outcome, Math.Max(gap, apart), trimmed.Sum(cell => fit.Consumers[cell]));
    }

    /// <summary>Returns the gap that is left.</summary>
    private static double Rake(MarginFit fit, double[] weights)
    {
        var gap = double.PositiveInfinity;
        for (var cycle = 0; cycle < MaxCycles && gap > Converged; cycle++)
        {
            for (var margin = 0; margin < fit.Margins; margin++)
                fit.Adjust(margin, weights);
            gap = fit.Gap(weights);
        }

        return gap;
    }

    private static bool Trim(MarginFit fit, double[] weights, double limit, HashSet<int> trimmed)
    {
        int[] above = [.. Above(fit, weights, limit * (1 + LimitTolerance))];
        foreach (var cell in above)
        {
            weights[cell] = limit;
            trimmed.Add(cell);
        }

        return above.Length > 0;
    }

    private static IEnumerable<int> Above(MarginFit fit, double[] weights, double limit) =>
        Enumerable.Range(0, weights.Length).Where(cell => fit.IsInside(cell) && weights[cell] > limit);

    /// <summary>The middle weight of the consumers inside; of an even number of them, the mean of the two in the middle.</summary>
    private static double MedianWeight(MarginFit fit, double[] weights)
    {
        int[] order = [.. Enumerable.Range(0, weights.Length).Where(fit.IsInside).OrderBy(cell => weights[cell])];
        return (At((fit.InsideConsumers - 1) / 2) + At(fit.InsideConsumers / 2)) / 2;

        double At(int rank)
        {
            foreach (var cell in order)
            {
                rank -= fit.Consumers[cell];
                if (rank < 0)
                    return weights[cell];
            }

            return 0;
        }
    }
}
