using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;
using Tracker.Testing;

namespace Tracker.Jobs.Tests;

/// <summary>A published month whose data, options or program change is computed anew, and what that changes is kept.</summary>
public class RevisionTests(TestCluster cluster)
{
    private const int Months = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stale_AMonthWithLateRows_IsComputedAnewAndItsRevisionSaysOldNewAndWhy()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1, Months);
        var before = await RunAsync(database);
        var old = await SpendAsync(database);
        await RunAsync(database, PlantedPanel.Last - 1);
        Assert.Empty(await ComputeMonths.StaleAsync(database, true, ScoringOptions.Default, null, Cancel));
        await LateRowsAsync(database, 2);
        Assert.Equal([PlantedPanel.Last], await StaleMonths.ReadAsync(database.Source, Cancel));

        var after = Assert.Single(await ComputeMonths.StaleAsync(database, true, ScoringOptions.Default, null, Cancel));

        Assert.Equal((before.RunId, 2L), (after.RevisedRunId, after.DataVersion));
        Assert.Equal("load 2: 40 rows added to and 3 taken from 2025-10, 7 rows added to and 0 taken from 1 earlier month", after.RevisedBecause);
        Assert.Empty(await StaleMonths.ReadAsync(database.Source, Cancel));
        var revision = Assert.Single(await PublishedRevision.ReadAsync(database.Source, null, Cancel));
        Assert.Equal((after, before.RunId), (revision.Run, revision.Before.RunId));
        var now = await SpendAsync(database);
        var spend = revision.Series.Single(series => (series.Sector, series.Metric) == ("Grocery", "total_spend"));
        Assert.Equal((old.Cii, now.Cii, old.Rank, now.Rank), (spend.OldCii, spend.NewCii, spend.OldRank, spend.NewRank));
        Assert.Equal((old.Actual, now.Actual, old.Forecast, now.Forecast), (spend.OldActual, spend.NewActual, spend.OldForecast, spend.NewForecast));
        Assert.NotEqual(old.Actual, now.Actual);
        var changes = revision.Series.Select(series => Math.Abs((series.NewCii ?? 0) - (series.OldCii ?? 0))).ToArray();
        Assert.Equal(changes.OrderDescending(), changes);
        Assert.Empty(await PublishedRevision.ReadAsync(database.Source, PlantedPanel.Last - 1, Cancel));
    }

    [Fact]
    public async Task ARun_ThatChangesNothing_StoresNothing()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1, Months);
        await RunAsync(database);
        await PlantedPanel.WriteAsync(database, 2, Months);

        var again = await RunAsync(database);

        Assert.Equal((2L, null, null), (again.DataVersion, again.RevisedRunId, again.RevisedBecause));
        Assert.Empty(await PublishedRevision.ReadAsync(database.Source, null, Cancel));
    }

    [Fact]
    public async Task OtherOptions_OnTheSameData_AreTheReason()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1, Months);
        await RunAsync(database);

        var other = await ComputeMonth.RunAsync(
            database, null, ScoringOptions.Default with { Forecast = ScoringOptions.Default.Forecast with { Season = 6 } }, null, Cancel);

        Assert.Equal("options changed", other.RevisedBecause);
    }

    private static Task<Run> RunAsync(TrackerDatabase database, Month? month = null) =>
        ComputeMonth.RunAsync(database, month, ScoringOptions.Default, null, Cancel);

    private static async Task<PublishedMover> SpendAsync(TrackerDatabase database) =>
        (await PublishedMovers.ReadAsync(database.Source, PlantedPanel.Last, Cancel))!.Movers.Single(mover => (mover.Sector, mover.Metric) == ("Grocery", "total_spend"));

    /// <summary>A load that adds to the last month, takes from it and adds to one that is not published.</summary>
    private static async Task LateRowsAsync(TrackerDatabase database, int load)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            INSERT INTO warehouse.loads (load_id, data_version, source, started_at, rows_read, accepted, corrected, rejected, duplicates,
                                         accepted_cents, rejected_cents, duplicate_cents, consumers_new, consumers_changed)
            VALUES ({load}, {load}, 'late', now(), 47, 47, 3, 0, 0, 0, 0, 0, 0, 0);
            INSERT INTO warehouse.load_months VALUES ({load}, '{PlantedPanel.Last.FirstDay:yyyy-MM-dd}', 40, 3), ({load}, '{(PlantedPanel.Last - 5).FirstDay:yyyy-MM-dd}', 7, 0);
            UPDATE mart.sector_month SET gross_cents = gross_cents * 9 / 10
            WHERE month = '{PlantedPanel.Last.FirstDay:yyyy-MM-dd}' AND sector_id = (SELECT sector_id FROM warehouse.sectors WHERE name = 'Grocery')
            """);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
