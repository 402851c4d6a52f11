using System.Diagnostics;
using Npgsql;
using Tracker.Storage.Migrations;
using Tracker.Storage.Reports;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Reports;

public class DataStateTests(TestCluster cluster)
{
    private const string Annotate =
        "INSERT INTO tracker.annotations (month, sector, metric, verdict, reason, author) VALUES ('2025-10-01', 'Fuel', 'visits', 'confirmed', 'why', 'tests')";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ALTER TABLE tracker.api_key_changes RENAME TO gone", "ALTER TABLE tracker.gone RENAME TO api_key_changes")]
    [InlineData("DELETE FROM tracker.api_key_changes", "INSERT INTO tracker.api_key_changes (changes) VALUES (0)")]
    public async Task AReadingThatFails_KeepsNoConnection(string harm, string mend)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(test.ConnectionString) { MaxPoolSize = 1, Timeout = 1 });
        await using var reader = new DataStateReader(source);
        await TestCluster.ExecuteAsync(test.ConnectionString, harm);
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAnyAsync<Exception>(() => reader.ReadAsync(Cancel));
        await TestCluster.ExecuteAsync(test.ConnectionString, mend);
        Assert.NotEmpty((await reader.ReadAsync(Cancel)).Stamp);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswer_IsWaitedForSeconds()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var reader = new DataStateReader(database.Source);
        await reader.ReadAsync(Cancel);
        await using var blocker = await database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await blocker.BeginTransactionAsync(Cancel);
        await using (var locking = new NpgsqlCommand("LOCK TABLE tracker.runs, tracker.migrations", blocker))
            await locking.ExecuteNonQueryAsync(Cancel);
        var watch = Stopwatch.StartNew();
        var reading = Assert.ThrowsAnyAsync<NpgsqlException>(() => reader.ReadAsync(Cancel));
        Assert.Equal("the database does not answer", await MigrationState.ProblemAsync(database.Source, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel));
        await reading.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task TheStamp_ChangesWithWhatIsSeenLateThoughItsNumberIsLower()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var reader = new DataStateReader(database.Source);
        await using var slow = await database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await slow.BeginTransactionAsync(Cancel);
        await using (var first = new NpgsqlCommand(Annotate, slow))
            await first.ExecuteNonQueryAsync(Cancel);
        await TestCluster.ExecuteAsync(test.ConnectionString, Annotate);
        var before = await reader.ReadAsync(Cancel);
        Assert.Equal(before.Stamp, (await reader.ReadAsync(Cancel)).Stamp);
        await transaction.CommitAsync(Cancel);
        Assert.NotEqual(before.Stamp, (await reader.ReadAsync(Cancel)).Stamp);
    }

    [Fact]
    public async Task TheData_ChangesWithLoadsAlone_AndInADatabaseMadeAnew()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var reader = new DataStateReader(database.Source);
        Assert.Equal("", (await reader.ReadAsync(Cancel)).Data);
        await TestCluster.ExecuteAsync(test.ConnectionString, Load(1, 1));
        var before = await reader.ReadAsync(Cancel);
        await TestCluster.ExecuteAsync(test.ConnectionString, Annotate);
        await TestCluster.ExecuteAsync(test.ConnectionString, Load(2, 1));
        var after = await reader.ReadAsync(Cancel);
        Assert.Equal((false, before.Data), (after.Stamp == before.Stamp, after.Data));
        await TestCluster.ExecuteAsync(test.ConnectionString, "UPDATE warehouse.loads SET finished_at = finished_at + interval '1 ms' WHERE load_id = 1");
        var restored = await reader.ReadAsync(Cancel);
        await TestCluster.ExecuteAsync(test.ConnectionString, Load(3, 3));
        Assert.Equal(3, new[] { before.Data, restored.Data, (await reader.ReadAsync(Cancel)).Data }.Distinct().Count());
    }

    private static string Load(int number, int version) =>
        $"""
        INSERT INTO warehouse.loads (load_id, data_version, source, started_at, rows_read, accepted, corrected, rejected, duplicates,
                                     accepted_cents, rejected_cents, duplicate_cents, consumers_new, consumers_changed)
        VALUES ({number}, {version}, 'tests', now(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        """;
}
