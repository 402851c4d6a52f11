using Tracker.Core.Movers;

namespace Tracker.Core.Tests.Movers;

public class SectorTestTests
{
    [Fact]
    public void A_sector_is_tested_by_its_largest_index_against_the_largest_of_past_months()
    {
        // Two sectors of two metrics with equal past errors: past T is always 1.
        ResidualSeries[] series = [Series(0, 0, 0.5), Series(0, 1, -3), Series(1, 0, 1), Series(1, 1, 0.2)];
        var impacts = ConsumerImpactIndex.Of(series, Dependence.Positive);
        var tests = SectorTest.Of(series, impacts, Dependence.Positive);
        Assert.Equal([0, 1], tests.Select(test => test.Sector));
        Assert.Equal([1, 2], tests.Select(test => test.Largest));
        Assert.Equal(3, tests[0].Score, 1e-9);
        Assert.Equal(1.0 / 49, tests[0].P!.Value, 1e-12); // 24 months of two sectors
        Assert.Equal(1, tests[1].P);
        Assert.Equal(2.0 / 49, tests[0].Q!.Value, 1e-12);
    }

    [Fact]
    public void Months_that_not_all_metrics_have_are_left_out()
    {
        ResidualSeries[] series = [Series(0, 0, 2), Series(0, 1, 2) with { Months = [.. Enumerable.Range(11, 24)] }];
        var impacts = ConsumerImpactIndex.Of(series, Dependence.Positive);
        Assert.Equal(1.0 / 14, SectorTest.Of(series, impacts, Dependence.Positive)[0].P!.Value, 1e-12); // months 11 to 23
        series[1] = series[1] with { Months = [.. Enumerable.Range(13, 24)] }; // eleven in common
        Assert.Null(SectorTest.Of(series, impacts, Dependence.Positive)[0].P);
    }

    [Fact]
    public void Past_months_are_judged_by_the_other_months()
    {
        // One month in which every series was far off: it is unusual among the others, though common in itself.
        ResidualSeries[] series = [.. Enumerable.Range(0, 20).Select(i => Series(i, 0, 0) with { Past = [.. Enumerable.Range(0, 24).Select(k => k == 7 ? 5.0 : 1)] })];
        var impacts = ConsumerImpactIndex.Of(series, Dependence.Positive);
        var alarms = Assert.Single(FalseAlarms.Of(series, impacts));
        Assert.Equal((20, 480), (alarms.Alarms, alarms.Scores));
    }

    private static ResidualSeries Series(int sector, int metric, double residual) =>
        new(metric, double.NaN, residual, true, [.. Enumerable.Range(0, 24).Select(i => i % 2 == 0 ? 1.0 : -1)])
        {
            Sector = sector,
            Months = [.. Enumerable.Range(0, 24)],
        };
}
