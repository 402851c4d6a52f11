namespace Tracker.Core.Movers;

/// <summary>
/// One test a sector instead of one a series: a lone metric far off needs to stand out among the sectors only. A sector's metrics share
/// purchases, buyers and money, so their largest index is compared with the largest of past months and not with any law of chance.
/// </summary>
public static class SectorTest
{
    /// <summary>
    /// <c>T = max |CII|</c> over the tested metrics of a sector; <c>p = (1 + past sector-months with T at least as large) / (N + 1)</c>,
    /// pooled over all sectors, of the months in which all of the sector's tested metrics have a score.
    /// </summary>
    /// <param name="series">All series of the month, with their sectors and months.</param>
    /// <param name="impacts">Of the same series, in their order.</param>
    /// <param name="dependence">For q.</param>
    /// <returns>By sector number.</returns>
    public static IReadOnlyList<SectorImpact> Of(IReadOnlyList<ResidualSeries> series, ImpactTable impacts, Dependence dependence)
    {
        var sectors = Enumerable.Range(0, series.Count).GroupBy(i => series[i].Sector).OrderBy(sector => sector.Key).ToArray();
        var past = sectors.Select(sector => Past([.. sector.Where(i => impacts.PastScores[i].Count > 0)], series, impacts)).ToArray();
        var scores = new PooledScores(past.SelectMany(months => months));
        var results = sectors.Select((sector, at) =>
        {
            var tested = past[at].Count >= ConsumerImpactIndex.LeastErrors;
            var largest = sector.Where(i => !tested || impacts.Impacts[i].P is not null).MaxBy(i => Math.Abs(impacts.Impacts[i].Cii));
            var score = Math.Abs(impacts.Impacts[largest].Cii);
            return new SectorImpact(sector.Key, largest, score, tested ? scores.Chance(score) : null, null);
        }).ToArray();

        int[] family = [.. Enumerable.Range(0, results.Length).Where(i => results[i].P is not null)];
        var q = FalseDiscovery.QValues([.. family.Select(i => results[i].P!.Value)], dependence);
        for (var i = 0; i < family.Length; i++)
            results[family[i]] = results[family[i]] with { Q = q[i] };
        return results;
    }

    /// <summary>T of each past month that all of the series have.</summary>
    private static List<double> Past(int[] tested, IReadOnlyList<ResidualSeries> series, ImpactTable impacts)
    {
        var months = new SortedDictionary<int, (double Largest, int Count)>();
        foreach (var i in tested)
        {
            for (var k = 0; k < impacts.PastScores[i].Count; k++)
            {
                var (largest, count) = months.GetValueOrDefault(series[i].Months[k]);
                months[series[i].Months[k]] = (Math.Max(largest, impacts.PastScores[i][k]), count + 1);
            }
        }

        return [.. months.Values.Where(month => month.Count == tested.Length).Select(month => month.Largest)];
    }
}
