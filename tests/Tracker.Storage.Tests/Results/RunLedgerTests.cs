using System.Text.Json;
using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Results;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Results;

public class RunLedgerTests(TestCluster cluster)
{
    private static readonly Configuration Options = Configuration.Of(new { Level = 0.1 });
    private static readonly RunKey Key = new(RunKey.OfMonth, new Month(2025, 10), 7, Options.Hash, "0.1.0+abc");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_ForTheFirstTime_EntersTheRun()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var claim = await ClaimAsync(database);

        Assert.False(claim.IsDone);
        Assert.Equal(Key, claim.Run.Key);
        Assert.Equal((RunStatus.Running, 1L, Key.Seed), (claim.Run.Status, claim.Run.Fence, claim.Run.Seed));
        Assert.Equal("""{"Level":0.1}""", claim.Run.Configuration);
    }

    [Fact]
    public async Task Finish_SavesEverythingAndTheNextClaimFindsIt()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        Run done;
        await using (var claim = await ClaimAsync(database))
            done = await claim.FinishAsync(Found(), Cancel);
        await using var again = await ClaimAsync(database);

        Assert.True(again.IsDone);
        Assert.Equal(done, again.Run);
        Assert.Equal((RunStatus.Done, 2, 1), (done.Status, done.Series, done.Significant));
        Assert.Equal(("no-targets", 100.0, 1e4, ""), (done.Weighting, done.EffectiveSampleSize, done.LargestWeight, done.MergedCells));
        Assert.Equal((100, 12, 8, 88, 1e6), (done.PanelSize, done.Joined, done.Left, done.Stayed, done.Population));
        Assert.Equal((48, 36), (done.Calibration, done.FittedMonths));
        var published = await PublishedMovers.ReadAsync(database.Source, null, Cancel);
        Assert.Equal(done, published!.Run);
        Assert.Equal(["Travel", "Grocery"], published.Movers.Select(mover => mover.Sector));
        Assert.StartsWith(
            """[{"rank":1,"month":"2025-10","sector":"Travel","metric":"total_spend","cii":6.25,"p":null,"q":null,"significant":true,"actual":0.1,""",
            JsonSerializer.Serialize(published.Movers), StringComparison.Ordinal);
        Assert.Equal(1L, await ScalarAsync(test, "SELECT count(*) FROM tracker.not_applicable"));
    }

    [Fact]
    public async Task Finish_SavesSectorsAndShocksOnce()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using (var claim = await ClaimAsync(database))
            await claim.FinishAsync(Found(), Cancel);

        var month = (await PublishedMonth.ReadAsync(database.Source, null, Cancel))!;
        Assert.Equal(Found().Sectors[0] with { RunId = month.Run.RunId }, Assert.Single(month.Sectors));
        Assert.Equal(Found().Shocks[0] with { RunId = month.Run.RunId }, Assert.Single(month.Shocks));
        Assert.Null(await PublishedMonth.ReadAsync(database.Source, new Month(1999, 1), Cancel));
    }

    [Fact]
    public async Task Movers_HaveMembersTreatedMonthsAndWords()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var found = Found();
        var mover = found.Movers[1] with
        {
            Money = 12,
            ShareOfPanel = 0.5,
            Treated = [new(2020, 3, 1)],
            Members = ["ssa", "seasonal_naive"],
            Weights = [0.75, 0.25],
        };
        await using (var claim = await ClaimAsync(database))
            await claim.FinishAsync(found with { Movers = [mover] }, Cancel);

        var published = Assert.Single((await PublishedMovers.ReadAsync(database.Source, null, Cancel))!.Movers);
        Assert.Equal([KeyValuePair.Create("ssa", 0.75), KeyValuePair.Create("seasonal_naive", 0.25)], published.Members);
        Assert.Equal(["2020-03"], published.Treated);
        Assert.Equal((12, 0.5), (published.Money!.Value, published.ShareOfPanel!.Value));
        Assert.Contains("total spend of Travel", published.Explanation, StringComparison.Ordinal);
        Assert.EndsWith("the fit leaves out 2020-03.", published.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_WhileAnIdenticalRunIsComputed_WaitsForItsResult()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var first = await ClaimAsync(database);
        var others = Enumerable.Range(0, 8).Select(_ => Task.Run(() => ClaimAsync(database))).ToList();
        await Task.Delay(200, Cancel);
        Assert.DoesNotContain(others, other => other.IsCompleted);

        await first.FinishAsync(Found(), Cancel);
        await first.DisposeAsync();

        foreach (var other in await Task.WhenAll(others))
        {
            Assert.True(other.IsDone);
            Assert.Equal(first.Run.RunId, other.Run.RunId);
        }

        Assert.Equal(1L, await ScalarAsync(test, "SELECT count(*) FROM tracker.runs"));
    }

    [Fact]
    public async Task Claim_OfAnotherKey_DoesNotWait()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var first = await ClaimAsync(database);
        await using var second = await RunLedger.ClaimAsync(database.Source, Key with { DataVersion = 8 }, Options, null, Cancel);

        Assert.NotEqual(first.Run.RunId, second.Run.RunId);
        Assert.NotEqual(first.Run.Seed, second.Run.Seed);
    }

    [Fact]
    public async Task Claim_AfterTheSessionOfTheHolderDied_TakesTheRunUpAndTheHolderCannotWrite()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var cutOff = await ClaimAsync(database);
        await ScalarAsync(
            test, "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
                + "(SELECT oid FROM pg_database WHERE datname = current_database())");

        await using var taken = await ClaimAsync(database);
        var refused = await Assert.ThrowsAsync<StorageException>(() => cutOff.FinishAsync(Found(), Cancel));
        await cutOff.GiveUpAsync("late", Cancel);
        var done = await taken.FinishAsync(Found(), Cancel);

        Assert.Equal((cutOff.Run.RunId, 2L), (taken.Run.RunId, taken.Run.Fence));
        Assert.Equal($"run {taken.Run.RunId} of 2025-10 was taken up by another program: nothing is written", refused.Message);
        Assert.Equal((RunStatus.Done, null), (done.Status, done.Error));
        Assert.Equal(2L, await ScalarAsync(test, "SELECT count(*) FROM tracker.movers"));
    }

    [Theory]
    [InlineData("out of memory", RunStatus.Failed)]
    [InlineData(null, RunStatus.Pending)]
    public async Task GiveUp_LeavesTheRunToTheNext(string? error, RunStatus expected)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using (var claim = await ClaimAsync(database))
            await claim.GiveUpAsync(error, Cancel);
        Assert.Equal(expected.ToString().ToLowerInvariant(), await ScalarAsync(test, "SELECT status FROM tracker.runs"));

        await using var next = await ClaimAsync(database);

        Assert.Equal((2L, null), (next.Run.Fence, next.Run.Error));
    }

    [Fact]
    public async Task Finish_ThatFailsHalfway_WritesNothing()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var claim = await ClaimAsync(database);
        var results = Found();
        var twice = results with { Movers = [.. results.Movers, results.Movers[0] with { Sector = "Other" }] };

        await Assert.ThrowsAnyAsync<Exception>(() => claim.FinishAsync(twice, Cancel)); // two of the same rank

        Assert.Equal("running", await ScalarAsync(test, "SELECT status FROM tracker.runs"));
        Assert.Equal(0L, await ScalarAsync(test, "SELECT count(*) FROM tracker.movers"));
    }

    [Fact]
    public async Task Published_IsTheLatestRunOnTheNewestData()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        foreach (var (month, version) in new[] { (9, 9L), (10, 8L), (10, 7L) })
        {
            var key = Key with { Month = new Month(2025, month), DataVersion = version };
            await using var claim = await RunLedger.ClaimAsync(database.Source, key, Options, null, Cancel);
            await claim.FinishAsync(Found(), Cancel);
        }

        Assert.Equal(8, (await PublishedMovers.ReadAsync(database.Source, null, Cancel))!.Run.DataVersion);
        Assert.Equal(9, (await PublishedMovers.ReadAsync(database.Source, new Month(2025, 9), Cancel))!.Run.DataVersion);
        Assert.Null(await PublishedMovers.ReadAsync(database.Source, new Month(2025, 8), Cancel));
    }

    private static Task<RunClaim> ClaimAsync(TrackerDatabase database) =>
        RunLedger.ClaimAsync(database.Source, Key, Options, null, Cancel);

    private static RunResults Found() =>
        new()
        {
            Movers = [Mover(2, "Grocery", -1.5, false), Mover(1, "Travel", 6.25, true)],
            Sectors = [new() { Sector = "Travel", Rank = 1, Index = 6.25, Metric = "total_spend", Cii = 6.25, P = 0.001, Q = 0.033, Significant = true, Metrics = 1, Movers = 1 }],
            Shocks = [new() { Metric = "total_spend", Position = 1, Shift = -0.02, Sectors = 33, Cii = -2.5, P = 0.01, Q = 0.09, Alarms = 40, Scores = 792 }],
            NotApplicable = [new() { Sector = "Travel", Metric = "conversion", Reason = "constant" }],
            Weights = CellWeights.Uniform(1e6, 100),
            Calibration = 48,
            FittedMonths = 36,
            Flow = new(12, 8, 88),
        };

    private static SavedMover Mover(int rank, string sector, double cii, bool significant) =>
        new()
        {
            Sector = sector,
            Metric = "total_spend",
            Rank = rank,
            Cii = cii,
            Significant = significant,
            Actual = 0.1,
            Forecast = 0.2,
            Lo80 = 0.15,
            Hi80 = 0.25,
            Lo95 = 0.1,
            Hi95 = 1.0 / 3,
            Impact = -0.1,
            Own = -0.1,
            Common = 0,
            Model = "ssa",
            Scale = "log",
            Sigma = 0.02,
            BacktestErrors = 24,
        };

    private static async Task<object?> ScalarAsync(TestDatabase test, string sql)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
