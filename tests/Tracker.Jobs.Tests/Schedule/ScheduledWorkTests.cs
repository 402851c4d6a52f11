using Tracker.Core.Movers;
using Tracker.Jobs.Schedule;
using Tracker.Storage;
using Tracker.Storage.Work;
using Tracker.Testing;

namespace Tracker.Jobs.Tests.Schedule;

public class ScheduledWorkTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Months_AreThoseAfterTheLastPublished_OnceAndInOrder()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        Assert.Empty(await ScheduledWork.MonthsAsync(database, Cancel));
        await PlantedPanel.WriteAsync(database, 1, months: 20);
        Assert.Equal([PlantedPanel.Last], (await ScheduledWork.MonthsAsync(database, Cancel)).Select(item => item.Month));
        await ExecuteAsync(database, "TRUNCATE tracker.work");
        await ComputeMonth.RankAsync(database, PlantedPanel.Last - 3, ScoringOptions.Default, null, Cancel);

        var fired = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ScheduledWork.MonthsAsync(database, Cancel)));
        Assert.All(fired, entered => Assert.Equal([PlantedPanel.Last - 2, PlantedPanel.Last - 1, PlantedPanel.Last], entered.Select(item => item.Month)));
        Assert.Equal(3, fired.SelectMany(entered => entered).DistinctBy(item => item.WorkId).Count());
        Assert.Equal(PlantedPanel.Last - 2, (await ClaimAsync(database))!.Item.Month);
        Assert.Null(await ClaimAsync(database)); // the second comes after the first
    }

    [Fact]
    public async Task AnIncompleteMonth_IsNotEntered()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1, months: 6);
        await ExecuteAsync(database, "UPDATE mart.months SET last_day = last_day - 1 WHERE month = (SELECT max(month) FROM mart.months)");
        Assert.Equal([PlantedPanel.Last - 1], (await ScheduledWork.MonthsAsync(database, Cancel)).Select(item => item.Month));
    }

    [Fact]
    public async Task ADeadMonthOfTheSchedule_WaitsForAPerson()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1, months: 6);
        await ScheduledWork.MonthsAsync(database, Cancel);
        await (await ClaimAsync(database))!.FailAsync("a fault", again: false, 0, Cancel);
        Assert.Empty(await ScheduledWork.MonthsAsync(database, Cancel));

        await WorkLedger.AddAsync(database.Source, NewWork.OfMonth(PlantedPanel.Last), "a person", Cancel);
        await (await ClaimAsync(database))!.FailAsync("no data yet", again: false, 0, Cancel);
        Assert.Single(await ScheduledWork.MonthsAsync(database, Cancel));
    }

    private static Task<WorkClaim?> ClaimAsync(TrackerDatabase database) => WorkLedger.ClaimAsync(database.Source, "worker", 0, WorkOptions.Default, Cancel);

    private static async Task ExecuteAsync(TrackerDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
