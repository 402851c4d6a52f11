using Npgsql;

namespace Tracker.Storage.Migrations;

/// <summary>Whether the database answers and has the schema of this program.</summary>
public static class MigrationState
{
    /// <summary>Then a server that is away is given up, in seconds.</summary>
    private const int Patience = 5;

    /// <returns>Null where it has; else what is wrong, for people.</returns>
    public static async Task<string?> ProblemAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = source.CreateCommand("SELECT coalesce(max(number), 0) FROM tracker.migrations");
            command.CommandTimeout = Patience;
            var last = (int)(await command.ExecuteScalarAsync(cancellationToken))!;
            var expected = Migration.Embedded[^1].Number;
            return last == expected ? null : $"the database has migration {last}, this program expects {expected}";
        }
        catch (NpgsqlException)
        {
            return "the database does not answer";
        }
    }
}
