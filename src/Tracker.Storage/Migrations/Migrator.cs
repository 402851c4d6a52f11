using Npgsql;

namespace Tracker.Storage.Migrations;

/// <summary>
/// Brings a database to the schema of this program. What was applied stands in <c>tracker.migrations</c>; one program migrates at a time,
/// under an advisory lock, and the others find the work done.
/// </summary>
public static class Migrator
{
    /// <summary>"tracker" and a number of its own: loads have 1.</summary>
    private const long LockKey = 0x7472_6163_6b65_7202;

    private const string Table = """
        CREATE SCHEMA IF NOT EXISTS tracker;
        CREATE TABLE IF NOT EXISTS tracker.migrations (
            number integer PRIMARY KEY,
            title text NOT NULL,
            checksum text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        );
        """;

    /// <summary>Applies the migrations that are missing, in order, each in a transaction. One query when none is.</summary>
    /// <exception cref="StorageException">
    /// An applied migration has another text now, or the database holds one that this program does not know.
    /// </exception>
    public static async Task MigrateAsync(
        NpgsqlDataSource source, IReadOnlyList<Migration> migrations, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (Missing(migrations, await AppliedAsync(connection, cancellationToken)).Count == 0)
            return;
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, Table, cancellationToken);
            foreach (var migration in Missing(migrations, await AppliedAsync(connection, cancellationToken)))
            {
                notes?.Report($"migrating the database: {migration}");
                await ApplyAsync(connection, migration, cancellationToken);
            }
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
                await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private static List<Migration> Missing(IReadOnlyList<Migration> migrations, Dictionary<int, (string Title, string Checksum)> applied)
    {
        foreach (var (number, (title, checksum)) in applied.OrderBy(entry => entry.Key))
        {
            var known = migrations.FirstOrDefault(migration => migration.Number == number)
                ?? throw new StorageException(
                    $"the database is newer than this program: it has the migration {number:0000}_{title}, "
                    + $"the last one known here is {(migrations.Count == 0 ? "none" : migrations[^1])}");
            if (known.Checksum != checksum)
            {
                throw new StorageException(
                    $"migration {known} was changed after it was applied: expected checksum {checksum[..12]}, got {known.Checksum[..12]}; "
                    + "a change is a new migration");
            }
        }

        return [.. migrations.Where(migration => !applied.ContainsKey(migration.Number))];
    }

    private static async Task<Dictionary<int, (string Title, string Checksum)>> AppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<int, (string, string)>();
        try
        {
            await using var command = new NpgsqlCommand("SELECT number, title, checksum FROM tracker.migrations", connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // A new database.
        }

        return applied;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(connection, migration.Sql, cancellationToken);
        }
        catch (PostgresException error)
        {
            throw new StorageException($"migration {migration} failed: {error.MessageText} ({error.SqlState})", error);
        }

        await using var record = new NpgsqlCommand("INSERT INTO tracker.migrations (number, title, checksum) VALUES ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = migration.Number }, new() { Value = migration.Title }, new() { Value = migration.Checksum } },
        };
        await record.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
