using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>The sectors of a month, ranked.</summary>
internal static class SectorScores
{
    /// <summary>Significant sectors by the size of their test, then the others by it; ties by name.</summary>
    /// <param name="sectors">By sector number.</param>
    /// <param name="movers">All of the month.</param>
    /// <param name="tests">One a sector that has movers.</param>
    /// <param name="metricOf">The metric of the series at a place.</param>
    /// <param name="options">When a sector is significant.</param>
    public static IReadOnlyList<SectorScore> Of(
        IReadOnlyList<Sector> sectors, IReadOnlyList<Mover> movers, IReadOnlyList<SectorImpact> tests, Func<int, Metric> metricOf, ScoringOptions options)
    {
        var bySector = movers.GroupBy(mover => mover.Sector).ToDictionary(group => group.Key, group => group.OrderBy(mover => mover.Rank).ToArray());
        return
        [
            .. tests.Select(test => Score(bySector[sectors[test.Sector]], test, metricOf(test.Largest), test.Q <= options.FalseDiscoveryRate))
                .OrderByDescending(score => score.Significant)
                .ThenByDescending(score => Math.Abs(score.Cii))
                .ThenBy(score => score.Sector.Name, StringComparer.Ordinal)
                .Select((score, i) => score with { Rank = i + 1 }),
        ];
    }

    private static SectorScore Score(Mover[] own, SectorImpact test, Metric metric, bool significant)
    {
        var largest = own.Single(mover => mover.Metric == metric);
        var sign = Math.Sign((own.FirstOrDefault(mover => mover.Metric == Metric.TotalSpend) ?? largest).Cii);
        return new()
        {
            Rank = 1,
            Sector = largest.Sector,
            Index = sign * Math.Sqrt(own.Average(mover => mover.Cii * mover.Cii)),
            Metric = metric,
            Cii = largest.Cii,
            P = test.P,
            Q = test.Q,
            Significant = significant,
            Metrics = own.Length,
            Movers = own.Count(mover => mover.Significant),
        };
    }
}
