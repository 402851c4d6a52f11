using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tracker.Core.Movers;
using Tracker.Jobs.Stages;
using Tracker.Jobs.Work;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Work;
using Tracker.Testing;
using Xunit.Sdk;

namespace Tracker.Jobs.Tests.Work;

public class WorkerTests(TestCluster cluster)
{
    private const string Kind = "test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMonthOfSeveralWorkers_IsTheSameToTheBitAsOfOneProcess()
    {
        await using var alone = await cluster.CreateDatabaseAsync();
        await using var database = await alone.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        await ComputeMonth.RunAsync(database, PlantedPanel.Last, ScoringOptions.Default, null, Cancel);
        await using var spread = await cluster.CreateDatabaseAsync();
        await using var shared = await spread.OpenAsync();
        await PlantedPanel.WriteAsync(shared, 1);

        var item = await DoneAsync(shared, NewWork.OfMonth(PlantedPanel.Last), workers: 3);

        Assert.Equal(WorkStatus.Done, item.Status);
        Assert.Equal(RunStatus.Done, (await StoredRuns.FindAsync(shared.Source, item.RunId!.Value, Cancel))!.Status);
        Assert.Equal(await ResultDigest.OfAsync(database.Source), await ResultDigest.OfAsync(shared.Source));
        Assert.Contains("scored conversion", item.Steps);
        Assert.Equal(0L, await ScalarAsync(shared, "SELECT count(*) FROM tracker.month_parts"));

        var again = await DoneAsync(shared, NewWork.OfMonth(PlantedPanel.Last), workers: 1);
        Assert.Equal(item.RunId, again.RunId);
        Assert.Equal(9L, await ScalarAsync(shared, "SELECT count(*) FROM tracker.work WHERE kind = 'score'"));
    }

    [Fact]
    public async Task DataThatChangesInBetween_IsComputedAnew()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        var item = await WorkLedger.AddAsync(database.Source, NewWork.OfMonth(PlantedPanel.Last), "tests", Cancel);
        using (var worker = Of(database, JobTable.All))
        {
            for (var i = 0; i < 5; i++)
                Assert.True(await worker.DoNextAsync(0, Cancel)); // the month, and four metrics
        }

        await PlantedPanel.WriteAsync(database, 2);
        item = await EndAsync(database, item, 2, JobTable.All);
        Assert.Equal(2, (await StoredRuns.FindAsync(database.Source, item.RunId!.Value, Cancel))!.DataVersion);
        Assert.Equal("1 0", await ScalarAsync(database, "SELECT (SELECT count(*) FROM tracker.runs) || ' ' || (SELECT count(*) FROM tracker.month_parts)"));
    }

    [Fact]
    public async Task WhatTheDataDoesNotHave_IsDeadAtOnce()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        var item = await DoneAsync(database, NewWork.OfMonth(new(1999, 1)), workers: 1);
        Assert.Equal((WorkStatus.Dead, 1), (item.Status, item.Attempt));
        Assert.StartsWith("month 1999-01: expected a complete month", item.Error, StringComparison.Ordinal);
        Assert.Equal("kind other: expected one of test", (await DoneAsync(database, new("other", "k"), 1, Jobs((_, _) => Task.CompletedTask))).Error);
    }

    [Fact]
    public async Task AJobThatThrows_IsTriedAgain_AndNotItsWorkerEnds()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var attempts = 0;
        var item = await DoneAsync(database, new(Kind, "k"), 1, Jobs((context, cancellation) => ++attempts < 2
            ? throw new InvalidOperationException("secret")
            : context.Claim.FinishAsync(WorkOutcome.Done, cancellation)));
        Assert.Equal((WorkStatus.Done, 2, 2), (item.Status, item.Attempt, attempts));
    }

    [Fact]
    public async Task AnItemOutOfTurn_IsDoneOnce_AndNoOtherWithIt()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var first = await WorkLedger.AddAsync(database.Source, new(Kind, "first"), "tests", Cancel);
        var second = await WorkLedger.AddAsync(database.Source, new(Kind, "second"), "tests", Cancel);
        using var worker = Of(database, Jobs((context, cancellation) => context.Claim.FinishAsync(WorkOutcome.Done, cancellation)));
        Assert.True(await worker.DoAsync(second.WorkId, Cancel));
        Assert.False(await worker.DoAsync(second.WorkId, Cancel));
        Assert.Equal(WorkStatus.Queued, (await WorkLedger.FindAsync(database.Source, first.WorkId, Cancel))!.Status);
        Assert.Equal((WorkStatus.Done, 1), (await WorkLedger.FindAsync(database.Source, second.WorkId, Cancel))! is { } done ? (done.Status, done.Attempt) : default);
    }

    [Fact]
    public async Task AWorkerThatIsToldToStop_HandsBackAtOnce()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var item = await WorkLedger.AddAsync(database.Source, new(Kind, "k"), "tests", Cancel);
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        using var worker = Of(database, Jobs((_, cancellation) =>
        {
            begun.SetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        }));
        var running = worker.RunAsync(stop.Token);
        await begun.Task;
        await stop.CancelAsync();
        await running;

        item = (await WorkLedger.FindAsync(database.Source, item.WorkId, Cancel))!;
        Assert.Equal((WorkStatus.Queued, 0, null), (item.Status, item.Attempt, item.LeaseUntil));
    }

    [Fact]
    public async Task AWorkerWhoseDatabaseIsDroppedAndMadeAnewAndRestored_WaitsForIt()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        var server = new NpgsqlConnectionStringBuilder(test.ConnectionString) { Pooling = false };
        var (name, kept) = (server.Database, $"{server.Database}_kept");
        server.Database = "postgres";
        await (await test.OpenAsync()).DisposeAsync();
        await TestCluster.ExecuteAsync(server.ConnectionString, $"CREATE DATABASE {kept} TEMPLATE {name}");
        await using var database = await test.OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var worker = Of(database, Jobs((context, cancellation) => context.Claim.FinishAsync(WorkOutcome.Done, cancellation)));
        var running = worker.RunAsync(stop.Token);

        await TestCluster.ExecuteAsync(server.ConnectionString, $"DROP DATABASE {name} WITH (FORCE)");
        await LooksAsync();
        await TestCluster.ExecuteAsync(server.ConnectionString, $"CREATE DATABASE {name}");
        await LooksAsync(); // there is no table
        await TestCluster.ExecuteAsync(server.ConnectionString, $"DROP DATABASE {name} WITH (FORCE)");
        await TestCluster.ExecuteAsync(server.ConnectionString, $"CREATE DATABASE {name} TEMPLATE {kept}");
        await using var restored = await test.OpenAsync(); // the pool of the other may have dead connections
        var item = await WorkLedger.AddAsync(restored.Source, new(Kind, "k"), "tests", Cancel);
        await foreach (var state in WorkLedger.WatchAsync(restored.Source, item.WorkId, Cancel))
            item = state;
        Assert.Equal(WorkStatus.Done, item.Status);
        await stop.CancelAsync();
        await running;
        await TestCluster.ExecuteAsync(server.ConnectionString, $"DROP DATABASE {kept} WITH (FORCE)");

        async Task LooksAsync() => Assert.NotSame(running, await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(1), Cancel)));
    }

    [Fact]
    public async Task TheEarlySignalWithoutData_IsRefused_AndNothingIsDead()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var item = await DoneAsync(database, MonthToDateStage.Asked, 1);
        Assert.Equal((WorkStatus.Done, 1), (item.Status, item.Attempt));
        Assert.StartsWith("there is no data yet", item.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderThatIsNoData_SaysWhatIsWrong()
    {
        var folder = Directory.CreateTempSubdirectory("tracker-worker-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "consumers.csv"), "consumer_id\na\n", Cancel);
        Directory.CreateDirectory(Path.Combine(folder, "events"));
        await File.WriteAllTextAsync(Path.Combine(folder, "events", "1.csv.gz"), "no gzip", Cancel);
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await WorkLedger.AddAsync(database.Source, IngestStage.Of(folder, null), "tests", Cancel);
        using var worker = Of(database, JobTable.All);
        await worker.DoNextAsync(0, Cancel);
        var item = Assert.Single(await WorkLedger.ListAsync(database.Source, new(Kind: WorkKind.Ingest), null, 1, Cancel));
        Directory.Delete(folder, recursive: true);
        Assert.StartsWith("events/1.csv.gz", item.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AShelf_KnowsTheDataFromOtherDataOfTheSameNumber()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        using var shelf = new PanelShelf(database);
        var panel = await shelf.ReadAsync(Cancel);
        Assert.Same(panel, await shelf.ReadAsync(Cancel));
        await ScalarAsync(database, "DELETE FROM warehouse.loads RETURNING 1");
        await PlantedPanel.WriteAsync(database, 1);
        Assert.NotSame(panel, await shelf.ReadAsync(Cancel));
    }

    [Fact]
    public Task AStalledWorker_WritesNothing_AndTheItemIsDoneOnce() => StallAsync(WorkOptions.Default);

    [Fact]
    public async Task WithoutFences_TheProofFails() =>
        await Assert.ThrowsAsync<EqualException>(() => StallAsync(WorkOptions.Default with { Fenced = false }));

    /// <summary>A worker stops in the middle without a sign of life (a machine that sleeps); another takes its item and does it; the first wakes up and goes on.</summary>
    private async Task StallAsync(WorkOptions options)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var item = await WorkLedger.AddAsync(database.Source, new(Kind, "k"), "tests", Cancel);
        var (asleep, wake) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var stalled = Of(database, Jobs(async (context, _) =>
        {
            asleep.SetResult();
            await wake.Task;
            await WriteAsync(context);
        }), options);
        using var other = Of(database, Jobs((context, _) => WriteAsync(context)), options);

        var first = stalled.DoNextAsync(0, Cancel);
        await asleep.Task;
        await ScalarAsync(database, "UPDATE tracker.work SET lease_until = now() - interval '1 second' RETURNING 1");
        Assert.True(await other.DoNextAsync(0, Cancel));
        wake.SetResult();
        Assert.True(await first);

        Assert.Equal(1L, await ScalarAsync(database, "SELECT count(*) FROM tracker.audit WHERE action = 'written'"));
        Assert.Equal((WorkStatus.Done, 2L), (await WorkLedger.FindAsync(database.Source, item.WorkId, Cancel))! is { } done ? (done.Status, done.Fence) : default);
    }

    /// <summary>A write that is no upsert: what is done twice is there twice.</summary>
    private static async Task WriteAsync(JobContext context)
    {
        await using var connection = await context.Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var command = new NpgsqlCommand("INSERT INTO tracker.audit (actor, action, subject) VALUES ('tests', 'written', '')", connection);
        await command.ExecuteNonQueryAsync(Cancel);
        await context.Claim.FinishAsync(connection, WorkOutcome.Done, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    private static Worker Of(TrackerDatabase database, IReadOnlyDictionary<string, Job> jobs, WorkOptions? options = null) =>
        new("worker", database, jobs, options ?? WorkOptions.Default, NullLogger.Instance);

    private static Dictionary<string, Job> Jobs(Job job) => new() { [Kind] = job };

    private static async Task<WorkItem> DoneAsync(TrackerDatabase database, NewWork work, int workers, IReadOnlyDictionary<string, Job>? jobs = null) =>
        await EndAsync(database, await WorkLedger.AddAsync(database.Source, work, "tests", Cancel), workers, jobs ?? JobTable.All);

    private static async Task<WorkItem> EndAsync(TrackerDatabase database, WorkItem item, int workers, IReadOnlyDictionary<string, Job> jobs)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = Enumerable.Range(0, workers).Select(async _ =>
        {
            using var worker = Of(database, jobs);
            await worker.RunAsync(stop.Token);
        }).ToArray();
        await foreach (var state in WorkLedger.WatchAsync(database.Source, item.WorkId, Cancel))
            item = state;
        await stop.CancelAsync();
        await Task.WhenAll(running);
        return item;
    }

    private static async Task<object?> ScalarAsync(TrackerDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
