using Npgsql;
using Tracker.Storage.Migrations;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Migrations;

public class MigratorTests(TestCluster cluster)
{
    private static readonly Migration First = new(1, "first", "CREATE TABLE first (id integer);\nINSERT INTO first VALUES (1);\n");
    private static readonly Migration Second = new(2, "second", "ALTER TABLE first ADD COLUMN name text;");
    private static readonly Migration Fourth = new(4, "fourth", "CREATE TABLE fourth (id integer);");

    [Fact]
    public async Task Migrate_ByFourAtOnce_AppliesEachOnce()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(test, First, Second, Fourth))));

        Assert.Equal(1L, await ScalarAsync(test, "SELECT count(*) FROM first"));
        Assert.Equal("1 2 4", await ScalarAsync(test, "SELECT string_agg(number::text, ' ' ORDER BY number) FROM tracker.migrations"));
    }

    [Fact]
    public async Task Migrate_WithANumberBelowTheLast_AppliesIt()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await MigrateAsync(test, First, Fourth);
        await MigrateAsync(test, First, Second, Fourth);

        Assert.Equal(1L, await ScalarAsync(test, "SELECT count(name) + 1 FROM first"));
    }

    [Fact]
    public async Task Migrate_WhenNothingIsMissing_WritesNothing()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await MigrateAsync(test, First);
        var readOnly = new NpgsqlConnectionStringBuilder(test.ConnectionString) { Options = "-c default_transaction_read_only=on" };
        await using var source = NpgsqlDataSource.Create(readOnly);

        await Migrator.MigrateAsync(source, [First], null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Migrate_WithAChangedText_Refuses()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await MigrateAsync(test, First);

        var error = await Assert.ThrowsAsync<StorageException>(() => MigrateAsync(test, First with { Sql = "SELECT 1" }));

        Assert.StartsWith("migration 0001_first was changed after it was applied: expected checksum ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_WithOtherLineEndings_IsTheSame()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await MigrateAsync(test, First);
        await MigrateAsync(test, First with { Sql = First.Sql.ReplaceLineEndings("\r\n") });
    }

    [Fact]
    public async Task Migrate_OnANewerDatabase_Refuses()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await MigrateAsync(test, First, Fourth);

        var error = await Assert.ThrowsAsync<StorageException>(() => MigrateAsync(test, First));

        Assert.Equal(
            "the database is newer than this program: it has the migration 0004_fourth, the last one known here is 0001_first", error.Message);
    }

    [Fact]
    public async Task Migrate_WithAStatementThatFails_LeavesNothingOfIt()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        var broken = new Migration(2, "broken", "CREATE TABLE half (id integer); SELECT 1 / 0;");

        var error = await Assert.ThrowsAsync<StorageException>(() => MigrateAsync(test, First, broken, Fourth));

        Assert.Equal("migration 0002_broken failed: division by zero (22012)", error.Message);
        Assert.Equal("first", await ScalarAsync(test, "SELECT string_agg(title, ' ') FROM tracker.migrations"));
        Assert.Equal(DBNull.Value, await ScalarAsync(test, "SELECT to_regclass('half')::text"));
    }

    [Fact]
    public async Task Open_ByFourAtOnce_AppliesTheProgramsOwnOnce()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(test.OpenAsync)));
        foreach (var database in opened)
            await database.DisposeAsync();

        Assert.Equal((long)Migration.Embedded.Count, await ScalarAsync(test, "SELECT count(*) FROM tracker.migrations"));
    }

    [Fact]
    public async Task RequestsForMonths_BecomeWork()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await MigrateAsync(test, [.. Migration.Embedded.Where(migration => migration.Number < 15)]);
        await ScalarAsync(
            test,
            """
            INSERT INTO tracker.run_requests (month, status, error) VALUES
                ('2025-08-01', 'done', NULL), ('2025-09-01', 'running', NULL), ('2025-09-01', 'queued', NULL), ('2025-10-01', 'failed', 'no data'), ('2025-10-01', 'queued', NULL)
            """);
        await (await test.OpenAsync()).DisposeAsync();

        Assert.Equal("1 done, 2 queued, 3 dead, 4 dead, 5 queued", await ScalarAsync(test, "SELECT string_agg(work_id || ' ' || status, ', ' ORDER BY work_id) FROM tracker.work"));
        Assert.Equal("month 2025-10", await ScalarAsync(test, "SELECT key FROM tracker.work WHERE error = 'no data'"));
        Assert.Equal(6L, await ScalarAsync(test, "INSERT INTO tracker.work (kind, key, actor) VALUES ('month', 'k', 'tests') RETURNING work_id"));
    }

    private static async Task MigrateAsync(TestDatabase test, params Migration[] migrations)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await Migrator.MigrateAsync(source, migrations, null, TestContext.Current.CancellationToken);
    }

    private static async Task<object?> ScalarAsync(TestDatabase test, string sql)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
