using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Ingest;

/// <summary>A row that was refused, as <c>warehouse.rejects</c> keeps it.</summary>
public sealed record RejectedRow(int Load, Reject Reject)
{
    /// <summary>How many there are.</summary>
    /// <param name="source">The database.</param>
    /// <param name="load">Null for all loads.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public static async Task<long> CountAsync(NpgsqlDataSource source, int? load, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT count(*) FROM warehouse.rejects WHERE load_id = $1 OR $1 IS NULL");
        command.Parameters.Add(Parameter(load));
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>One after the other, so that any number of them needs no memory. By load, file and line.</summary>
    /// <param name="source">The database.</param>
    /// <param name="load">Null for all loads.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<RejectedRow> ReadAsync(
        NpgsqlDataSource source, int? load, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT load_id, file, line, "column", reason, raw FROM warehouse.rejects
            WHERE load_id = $1 OR $1 IS NULL
            ORDER BY load_id, file, line, "column"
            """);
        command.Parameters.Add(Parameter(load));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var column = reader.IsDBNull(3) ? null : reader.GetString(3);
            yield return new(reader.GetInt32(0), new(reader.GetString(1), reader.GetInt64(2), column, reader.GetString(4), reader.GetString(5)));
        }
    }

    private static NpgsqlParameter Parameter(int? load) => new() { Value = (object?)load ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer };
}
