using System.Text.Json.Nodes;
using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Alerts;
using Tracker.Storage.Results;
using Tracker.Storage.Work;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Alerts;

public class RaisedAlertsTests(TestCluster cluster)
{
    private static readonly Configuration Options = Configuration.Of(new { Level = 0.1 });
    private static readonly RunKey Key = new(RunKey.OfMonth, new Month(2025, 10), 7, Options.Hash, "0.1.0+abc");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARunWithASignificantSector_TellsEachTarget()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var targets = new[] { await AddTargetAsync(database), await AddTargetAsync(database) };
        var run = await FinishAsync(database, Key, Found("Travel"));

        var items = await WorkLedger.ListAsync(database.Source, new(Kind: WorkKind.Alert), null, 10, Cancel);
        Assert.Equal(targets.Order(), items.Select(item => JsonNode.Parse(item.Arguments)!["target"]!.GetValue<string>()).Order());
        var alert = (await RaisedAlerts.FindAsync(database.Source, JsonNode.Parse(items[0].Arguments)!["alert"]!.GetValue<long>(), Cancel))!;
        Assert.Equal((Alert.Movers, "2025-10", run.RunId), (alert.Kind, alert.Content["month"]!.GetValue<string>(), alert.Content["run"]!.GetValue<long>()));
        var sector = Assert.Single(alert.Content["sectors"]!.AsArray())!.AsObject();
        Assert.Equal(
            ["actual", "cii", "forecast", "impact", "index", "metric", "movers", "p", "percentChange", "q", "rank", "sector"],
            sector.Select(member => member.Key).Order());
        Assert.Equal(("Travel", 6.25, 0.1), (sector["sector"]!.GetValue<string>(), sector["cii"]!.GetValue<double>(), sector["actual"]!.GetValue<double>()));
    }

    [Theory]
    [InlineData("nothing is significant")]
    [InlineData("it is provisional")]
    public async Task AMonthTellsNobody_Where(string why)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddTargetAsync(database);
        await FinishAsync(database, Key, why switch
        {
            "nothing is significant" => Found(),
            _ => Found("Travel") with { Completeness = new(true, "files are missing") },
        });
        Assert.Equal((0L, 0L), await CountsAsync(test));
    }

    [Theory]
    [InlineData("2025-11-29", 1)]
    [InlineData("2025-11-30", 0)]
    public async Task OnlyTheLastCompleteMonth_IsTold(string lastDay, long expected)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await ScalarAsync(test, $"INSERT INTO mart.months (month, events, last_day, activity) VALUES ('2025-11-01', 1, '{lastDay}', '') RETURNING 1");
        await FinishAsync(database, Key, Found("Travel"));
        Assert.Equal(expected, (await CountsAsync(test)).Alerts);
    }

    [Fact]
    public async Task ASector_IsToldOnceAMonth()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddTargetAsync(database);
        await FinishAsync(database, Key, Found("Travel"));
        await FinishAsync(database, Key with { DataVersion = 8 }, Found("Travel"));
        Assert.Equal((1L, 1L), await CountsAsync(test));
        await FinishAsync(database, Key with { DataVersion = 9 }, Found("Travel", "Grocery"));
        await FinishAsync(database, Key with { Month = Key.Month + 1, DataVersion = 10 }, Found("Travel"));
        Assert.Equal("{Travel} {Grocery} {Travel}", await ScalarAsync(test, "SELECT string_agg(sectors::text, ' ' ORDER BY alert_id) FROM tracker.alerts"));
    }

    [Fact]
    public async Task ARunThatIsNotSaved_TellsNobody()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddTargetAsync(database);
        await using (var claim = await RunLedger.ClaimAsync(database.Source, Key, Options, null, Cancel))
        {
            var found = Found("Travel");
            var twice = found with { Movers = [.. found.Movers, found.Movers[0] with { Sector = "Other" }] };
            await Assert.ThrowsAnyAsync<Exception>(() => claim.FinishAsync(twice, Cancel)); // two of the same rank
            Assert.Equal((0L, 0L), await CountsAsync(test));
            await claim.FinishAsync(found, Cancel);
            await Assert.ThrowsAsync<StorageException>(() => claim.FinishAsync(found, Cancel));
        }

        Assert.Equal((1L, 1L), await CountsAsync(test));
    }

    [Fact]
    public async Task WorkThatDies_IsTold_WhicheverWayItDied()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddTargetAsync(database);
        var refused = await AddAsync(database, NewWork.OfMonth(Key.Month));
        await (await ClaimAsync(database))!.FailAsync("no such month", again: false, 0, Cancel);
        Assert.Equal((1L, 1L), await CountsAsync(test));
        Assert.Equal(
            $$"""{"kind": "month", "work": {{refused.WorkId}}, "error": "no such month", "month": "2025-10", "attempts": 1}""",
            await ScalarAsync(test, "SELECT content::text FROM tracker.alerts"));

        await WorkLedger.RetryAsync(database.Source, refused.WorkId, "tests", Cancel);
        await ScalarAsync(test, "UPDATE tracker.work SET status = 'done' WHERE kind = 'alert' RETURNING 1");
        for (var attempt = 0; attempt < WorkOptions.Default.MostAttempts; attempt++)
        {
            Assert.NotNull(await ClaimAsync(database));
            await ScalarAsync(test, "UPDATE tracker.work SET lease_until = now() - interval '1 second' WHERE status = 'running' RETURNING 1");
        }

        await ClaimAsync(database);
        Assert.Equal((2L, 2L), await CountsAsync(test));
    }

    [Fact]
    public async Task WorkThatFailsForNow_WorkForAnother_AndAnAlertItself_AreNotTold()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddTargetAsync(database);
        await AddAsync(database, new("month", "a"));
        await (await ClaimAsync(database))!.FailAsync("for now", again: true, 0, Cancel);
        await AddAsync(database, new("alert", "b"));
        await (await ClaimAsync(database))!.FailAsync("for good", again: false, 0, Cancel);
        await AddAsync(database, new("month", "c"));
        await (await ClaimAsync(database))!.WaitForAsync([new("score", "d")], "one to score", Cancel);
        await (await ClaimAsync(database))!.FailAsync("for good", again: false, 0, Cancel);
        Assert.Equal(2L, await ScalarAsync(test, "SELECT count(*) FROM tracker.work WHERE status = 'dead'"));
        Assert.Equal(0L, (await CountsAsync(test)).Alerts);
        await (await ClaimAsync(database))!.FailAsync("its child is dead", again: false, 0, Cancel);
        Assert.Equal(1L, (await CountsAsync(test)).Alerts);
    }

    [Fact]
    public async Task AnAlert_IsTriedLongerThanOtherWork()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var item = await AddAsync(database, new("alert", "a"));
        for (var attempt = 1; attempt <= WorkOptions.Default.MostDeliveries; attempt++)
        {
            Assert.Equal(WorkStatus.Queued, (await WorkLedger.FindAsync(database.Source, item.WorkId, Cancel))!.Status);
            await (await ClaimAsync(database))!.FailAsync("500", again: true, 0, Cancel);
            await ScalarAsync(test, "UPDATE tracker.work SET not_before = now() RETURNING 1");
        }

        Assert.Equal(WorkStatus.Dead, (await WorkLedger.FindAsync(database.Source, item.WorkId, Cancel))!.Status);
    }

    private static async Task<string> AddTargetAsync(TrackerDatabase database) =>
        (await AlertTargets.AddAsync(database.Source, AlertTargetKind.Webhook, new("https://alerts.example/"), "", false, false, "tests", Cancel)).Id;

    private static async Task<Run> FinishAsync(TrackerDatabase database, RunKey key, RunResults results)
    {
        await using var claim = await RunLedger.ClaimAsync(database.Source, key, Options, null, Cancel);
        return await claim.FinishAsync(results, Cancel);
    }

    private static Task<WorkItem> AddAsync(TrackerDatabase database, NewWork work) => WorkLedger.AddAsync(database.Source, work, "tests", Cancel);

    private static Task<WorkClaim?> ClaimAsync(TrackerDatabase database) => WorkLedger.ClaimAsync(database.Source, "worker", 0, WorkOptions.Default, Cancel);

    private static RunResults Found(params string[] significant) =>
        new()
        {
            Movers = [.. new[] { "Travel", "Grocery", "Pets" }.Select((sector, i) => Mover(i + 1, sector))],
            Sectors = [.. new[] { "Travel", "Grocery", "Pets" }.Select((sector, i) => Sector(i + 1, sector, significant.Contains(sector)))],
            NotApplicable = [],
            Weights = CellWeights.Uniform(1e6, 100),
            Calibration = 48,
            FittedMonths = 36,
            Completeness = new(false, "looks complete"),
        };

    private static SavedSector Sector(int rank, string sector, bool significant) =>
        new() { Sector = sector, Rank = rank, Index = 6.25, Metric = "total_spend", Cii = 6.25, P = 0.001, Q = 0.033, Significant = significant, Metrics = 1, Movers = 1 };

    private static SavedMover Mover(int rank, string sector) =>
        new()
        {
            Sector = sector,
            Metric = "total_spend",
            Rank = rank,
            Cii = 6.25,
            Significant = true,
            Actual = 0.1,
            Forecast = 0.2,
            Lo80 = 0.15,
            Hi80 = 0.25,
            Lo95 = 0.1,
            Hi95 = 0.3,
            Impact = -0.1,
            Own = -0.1,
            Common = 0,
            Model = "ssa",
            Scale = "log",
            Sigma = 0.02,
            BacktestErrors = 24,
        };

    private static async Task<(long Alerts, long Deliveries)> CountsAsync(TestDatabase test) =>
        ((long)(await ScalarAsync(test, "SELECT count(*) FROM tracker.alerts"))!,
         (long)(await ScalarAsync(test, "SELECT count(*) FROM tracker.work WHERE kind = 'alert' AND actor = 'alerts'"))!);

    private static async Task<object?> ScalarAsync(TestDatabase test, string sql)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
