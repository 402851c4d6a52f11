using System.Globalization;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Testing;

namespace Tracker.Jobs.Tests;

public class MonthDaysTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMonth_WithDays_IsAdjusted_AndSaysHowManyDaysWereOutside()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        Assert.All(await ComputeAsync(database), mover => Assert.Equal(("none", null, null), (mover.Calendar, mover.DaysIndex, mover.DepthIndex)));

        await SpreadOverDaysAsync(database);
        await PlantedPanel.NewVersionAsync(database, 2);
        var movers = await ComputeAsync(database);

        string[] adjusted = ["total_spend", "purchases", "visits", "buyers", "spend_per_consumer", "penetration"];
        Assert.All(movers, mover => Assert.Equal(adjusted.Contains(mover.Metric) ? "adjusted" : "none", mover.Calendar));
        string[] byDay = ["total_spend", "purchases", "visits"];
        Assert.All(movers, mover => Assert.Equal(byDay.Contains(mover.Metric), mover is { DaysIndex: not null, DepthIndex: not null }));
        Assert.InRange(movers.Single(mover => mover is { Sector: PlantedPanel.Mover, Metric: "total_spend" }).DaysIndex!.Value, 80, 100);
        var (early, _) = await ScoreMonthToDate.RunAsync(database, PlantedPanel.Last.LastDay, null, Cancel);
        foreach (var mover in movers.Where(mover => mover.DaysIndex is not null))
        {
            var same = early.Single(one => (one.Sector.Name, one.Metric.Name) == (mover.Sector, mover.Metric)).OutsideBand!.Value;
            Assert.Equal(same.DaysIndex, mover.DaysIndex!.Value, 1e-9);
            Assert.Equal(same.DepthIndex, mover.DepthIndex!.Value, 1e-6);
        }
    }

    [Fact]
    public async Task LaterDays_ChangeNothingOfAMonth()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        await SpreadOverDaysAsync(database);
        var month = PlantedPanel.Last - 2;
        await ComputeMonth.RunAsync(database, month, ScoringOptions.Default, null, Cancel);
        await ExecuteAsync(database, string.Create(CultureInfo.InvariantCulture,
            $"DELETE FROM mart.sector_day WHERE day > '{month.LastDay:yyyy-MM-dd}'; DELETE FROM mart.months WHERE month > '{month.LastDay:yyyy-MM-dd}'; DELETE FROM mart.sector_month WHERE month > '{month.LastDay:yyyy-MM-dd}'"));
        await PlantedPanel.NewVersionAsync(database, 2);
        var run = await ComputeMonth.RunAsync(database, month, ScoringOptions.Default, null, Cancel);

        Assert.Equal(2, run.DataVersion);
        Assert.Null(run.RevisedBecause); // to the last bit the same
    }

    [Fact]
    public async Task History_OfASector_HasTheIndexOfEveryPublishedMonth()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        Assert.Null(await HistoryAsync(database));
        await PlantedPanel.WriteAsync(database, 1);
        var (first, last) = (PlantedPanel.Last - 2, PlantedPanel.Last);
        await ComputeMonths.FromAsync(database, first, null, true, ScoringOptions.Default, null, Cancel);
        await PlantedPanel.NewVersionAsync(database, 2);
        await ComputeMonth.RunAsync(database, last, ScoringOptions.Default, null, Cancel);

        var history = (await HistoryAsync(database))!;
        Assert.Equal([first, first + 1, last], history.Months.Select(row => row.Run.Month));
        Assert.Equal([1L, 1L, 2L], history.Months.Select(row => row.Run.DataVersion));
        foreach (var (run, sector) in history.Months)
            Assert.Equal((await PublishedMonth.ReadAsync(database.Source, run.Month, Cancel))!.Sectors.Single(one => one.Sector == PlantedPanel.Mover), sector);
        Assert.Equal(["Dining", "Grocery", PlantedPanel.Mover], history.Known);
        Assert.Equal([first + 1], (await HistoryAsync(database, first + 1, first + 1))!.Months.Select(row => row.Run.Month));
        Assert.Empty((await SectorHistory.ReadAsync(database.Source, "Nowhere", null, null, Cancel))!.Months);
    }

    private static Task<SectorHistory?> HistoryAsync(TrackerDatabase database, Month? first = null, Month? last = null) =>
        SectorHistory.ReadAsync(database.Source, PlantedPanel.Mover, first, last, Cancel);

    private static async Task<IReadOnlyList<PublishedMover>> ComputeAsync(TrackerDatabase database)
    {
        await ComputeMonth.RunAsync(database, null, ScoringOptions.Default, null, Cancel);
        return (await PublishedMovers.ReadAsync(database.Source, null, Cancel))!.Movers;
    }

    /// <summary>The sums of every month over its days, those of a weekend twice as much; purchases and tickets uneven.</summary>
    private static Task SpreadOverDaysAsync(TrackerDatabase database) => ExecuteAsync(
        database,
        """
        INSERT INTO mart.sector_day
        SELECT day, sector_id, 0, round(gross_cents * share * (1 + 0.05 * sin(17 * extract(doy FROM day)))), 0,
               round(purchases * share * (1 + 0.05 * sin(11 * extract(doy FROM day)))), round(visits * share), 1
        FROM mart.sector_month, LATERAL (
            SELECT day::date, weight / sum(weight) OVER () AS share
            FROM (SELECT day, CASE WHEN extract(isodow FROM day) > 5 THEN 2.0 ELSE 1 END AS weight
                  FROM generate_series(month, month + interval '1 month - 1 day', '1 day') AS days (day)) AS weighted) AS spread
        """);

    private static async Task ExecuteAsync(TrackerDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
