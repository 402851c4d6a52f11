using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Work;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Work;

public class WorkLedgerTests(TestCluster cluster)
{
    private static readonly Month October = new(2025, 10);

    private static readonly NewWork Example = NewWork.OfMonth(October);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheSameRequest_IsOneItemAsLongAsItIsOpen_AndOfOneWorker()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AddAsync(database, Example)));
        Assert.Single(asked.DistinctBy(item => item.WorkId));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClaimAsync(database)));
        var claim = Assert.Single(claims, one => one is not null)!;
        Assert.Equal(asked[0].WorkId, (await AddAsync(database, Example)).WorkId);
        await claim.FinishAsync(WorkOutcome.Done, Cancel);

        Assert.NotEqual(asked[0].WorkId, (await AddAsync(database, Example)).WorkId);
        Assert.Equal(10L, await ScalarAsync(test, "SELECT count(*) FROM tracker.audit WHERE action = 'month requested' AND subject LIKE '2025-10 work %'"));
    }

    [Fact]
    public async Task Items_AreClaimedOnce_TheUrgentFirstThenTheOldest()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        foreach (var name in "abc")
            await AddAsync(database, new("score", $"{name}"));
        await AddAsync(database, new("decompose", "d") { Priority = NewWork.Urgent });
        Assert.Equal("d", (await WorkLedger.ClaimAsync(database.Source, "w", NewWork.Urgent, WorkOptions.Default, Cancel))!.Item.Key);
        Assert.Null(await WorkLedger.ClaimAsync(database.Source, "w", NewWork.Urgent, WorkOptions.Default, Cancel));

        Assert.Equal("a", (await ClaimAsync(database))!.Item.Key);
        var rest = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ClaimAsync(database)));
        Assert.Equal(["b", "c"], rest.OfType<WorkClaim>().Select(claim => claim.Item.Key).Order());
    }

    [Fact]
    public async Task AnItemWhoseLeaseEnded_IsClaimedByAnother_AndTheFirstCannotWrite()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddAsync(database, Example);
        var first = (await ClaimAsync(database))!;
        Assert.Null(await ClaimAsync(database));
        await EndLeasesAsync(test);
        var second = (await ClaimAsync(database))!;
        Assert.Equal((1L, 1, 2L, 2), (first.Item.Fence, first.Item.Attempt, second.Item.Fence, second.Item.Attempt));

        await Assert.ThrowsAsync<LeaseLostException>(() => WriteAsync(database, first));
        await Assert.ThrowsAsync<LeaseLostException>(() => first.WaitForAsync([Example], "waits", Cancel));
        Assert.False(await first.BeatAsync(Cancel) || await first.GiveBackAsync(TimeSpan.Zero, Cancel) || await first.FailAsync("late", false, 0, Cancel));
        await first.StepAsync("late", Cancel);
        await WriteAsync(database, second);

        var done = (await WorkLedger.FindAsync(database.Source, second.Item.WorkId, Cancel))!;
        Assert.Equal((WorkStatus.Done, null, 0), (done.Status, done.Error, done.Steps.Count));
        Assert.Equal(1L, await ScalarAsync(test, "SELECT count(*) FROM tracker.audit WHERE action = 'written'"));
    }

    [Fact]
    public async Task ABeat_KeepsTheItem()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddAsync(database, Example);
        var claim = (await ClaimAsync(database))!;
        await EndLeasesAsync(test);
        Assert.True(await claim.BeatAsync(Cancel)); // nobody had taken it
        Assert.Null(await ClaimAsync(database));
        await claim.FinishAsync(WorkOutcome.Done, Cancel);
        Assert.False(await claim.BeatAsync(Cancel));
    }

    [Fact]
    public async Task WritingAndBeingTaken_ExcludeEachOther()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddAsync(database, Example);
        var first = (await ClaimAsync(database))!;
        await using (var connection = await database.Source.OpenConnectionAsync(Cancel))
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            await first.CheckAsync(connection, Cancel);
            await EndLeasesLaterAsync(); // the check has the row until the transaction ends
            await transaction.CommitAsync(Cancel);
        }

        async Task EndLeasesLaterAsync()
        {
            Assert.Null(await ClaimAsync(database));
            Assert.Equal(0, await ScalarAsync(test, "SELECT count(*)::integer FROM (SELECT FROM tracker.work FOR UPDATE SKIP LOCKED) AS free"));
        }
    }

    [Fact]
    public async Task Failures_AreTriedAgainLater_ThenTheItemIsDead_AndAPersonRetriesIt()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var options = WorkOptions.Default with { MostAttempts = 3 };
        var added = await AddAsync(database, Example);
        await Assert.ThrowsAsync<StorageException>(() => WorkLedger.RetryAsync(database.Source, added.WorkId, "tests", Cancel));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var claim = (await ClaimAsync(database, options))!;
            Assert.Equal(attempt, claim.Item.Attempt);
            await claim.FailAsync($"attempt {attempt}", again: true, 0.5, Cancel);
            Assert.Null(await ClaimAsync(database, options));
            await ScalarAsync(test, "UPDATE tracker.work SET not_before = now() RETURNING 1");
        }

        var dead = (await WorkLedger.FindAsync(database.Source, added.WorkId, Cancel))!;
        Assert.Equal((WorkStatus.Dead, "attempt 3", true), (dead.Status, dead.Error, dead.FinishedAt is not null));
        Assert.Equal(WorkStatus.Queued, (await WorkLedger.RetryAsync(database.Source, added.WorkId, "tests", Cancel))!.Status);
        Assert.Equal(1, (await ClaimAsync(database, options))!.Item.Attempt);
        Assert.Null(await WorkLedger.RetryAsync(database.Source, 999, "tests", Cancel));
        Assert.Equal(1L, await ScalarAsync(test, "SELECT count(*) FROM tracker.audit WHERE action = 'work retried'"));
    }

    [Fact]
    public async Task AnItemThatKillsItsWorkers_IsDead()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddAsync(database, Example);
        for (var attempt = 1; attempt <= WorkOptions.Default.MostAttempts; attempt++)
        {
            Assert.NotNull(await ClaimAsync(database));
            await EndLeasesAsync(test);
        }

        Assert.Null(await ClaimAsync(database));
        var dead = Assert.Single(await WorkLedger.ListAsync(database.Source, new(Status: WorkStatus.Dead), null, 10, Cancel));
        Assert.Equal("cut off 5 times: its workers were killed or lost the database", dead.Error);
    }

    [Fact]
    public async Task GivenBack_NoAttemptIsLost()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await AddAsync(database, Example);
        Assert.True(await (await ClaimAsync(database))!.GiveBackAsync(TimeSpan.Zero, Cancel));
        Assert.Equal((1, 2L), ((await ClaimAsync(database))!.Item is { } item ? (item.Attempt, item.Fence) : default));
    }

    [Fact]
    public async Task AnItem_WaitsForItsChildrenAndGoesOnWhenTheyHaveEnded()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var parent = await AddAsync(database, Example);
        NewWork[] children = [new("score", "a") { Month = October }, new("score", "b")];
        await (await ClaimAsync(database))!.WaitForAsync(children, "two to score", Cancel);
        var (one, other) = ((await ClaimAsync(database))!, (await ClaimAsync(database))!);
        Assert.Null(await ClaimAsync(database));
        await one.FinishAsync(new() { Step = "a is scored" }, Cancel);
        Assert.Null(await ClaimAsync(database));
        await other.FailAsync("no such series", again: false, 0, Cancel);

        var again = (await ClaimAsync(database))!;
        Assert.Equal((parent.WorkId, 1), (again.Item.WorkId, again.Item.Attempt));
        Assert.Equal(["two to score", "a is scored"], again.Item.Steps);
        Assert.Equal(other.Item.WorkId, (await again.DeadChildAsync(Cancel))!.WorkId);
        await again.FailAsync("its child is dead", again: false, 0, Cancel);

        await WorkLedger.RetryAsync(database.Source, parent.WorkId, "tests", Cancel);
        Assert.Equal(other.Item.WorkId, (await ClaimAsync(database))!.Item.WorkId);
        Assert.Equal(2, (await WorkLedger.ListAsync(database.Source, new(ParentId: parent.WorkId), null, 10, Cancel)).Count);
    }

    [Fact]
    public async Task AnItemAfterAnother_WaitsUntilThatHasEnded()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var first = await AddAsync(database, Example);
        var second = await AddAsync(database, NewWork.OfMonth(October + 1) with { AfterId = first.WorkId, Priority = NewWork.Urgent });
        var claim = (await ClaimAsync(database))!;
        Assert.Equal(first.WorkId, claim.Item.WorkId);
        Assert.Null(await ClaimAsync(database));
        await claim.FailAsync("for good", again: false, 0, Cancel);
        Assert.Equal(second.WorkId, (await ClaimAsync(database))!.Item.WorkId);
    }

    [Fact]
    public async Task Watch_TellsEachChangeToTheEnd()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var item = await AddAsync(database, Example);
        var told = new List<WorkItem>();
        await foreach (var state in WorkLedger.WatchAsync(database.Source, item.WorkId, Cancel))
        {
            told.Add(state);
            if (state.Status == WorkStatus.Queued)
                await (await ClaimAsync(database))!.StepAsync("reading", Cancel);
            else if (!state.Ended)
                await ScalarAsync(test, "UPDATE tracker.work SET status = 'done' RETURNING 1");
        }

        Assert.Equal([WorkStatus.Queued, WorkStatus.Running, WorkStatus.Done], told.Select(state => state.Status));
        Assert.Equal(["reading"], told[^1].Steps);
    }

    [Fact]
    public async Task Arguments_AreRead()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var item = await AddAsync(database, new NewWork("drivers", "k").With(new Names("Travel", ["region"])));
        var names = item.ArgumentsAs<Names>();
        Assert.Equal(("Travel", "region"), (names.Sector, Assert.Single(names.Attributes)));
    }

    private sealed record Names(string Sector, IReadOnlyList<string> Attributes);

    private static Task<WorkItem> AddAsync(TrackerDatabase database, NewWork work) => WorkLedger.AddAsync(database.Source, work, "tests", Cancel);

    private static Task<WorkClaim?> ClaimAsync(TrackerDatabase database, WorkOptions? options = null) =>
        WorkLedger.ClaimAsync(database.Source, "worker", 0, options ?? WorkOptions.Default, Cancel);

    private static async Task WriteAsync(TrackerDatabase database, WorkClaim claim)
    {
        await using var connection = await database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var command = new NpgsqlCommand("INSERT INTO tracker.audit (actor, action, subject) VALUES ('tests', 'written', '')", connection);
        await command.ExecuteNonQueryAsync(Cancel);
        await claim.FinishAsync(connection, WorkOutcome.Done, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    private static Task<object?> EndLeasesAsync(TestDatabase test) =>
        ScalarAsync(test, "UPDATE tracker.work SET lease_until = now() - interval '1 second' WHERE status = 'running' RETURNING 1");

    private static async Task<object?> ScalarAsync(TestDatabase test, string sql)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
