using Npgsql;

namespace Tracker.Storage.Ingest;

/// <summary>A row that was refused, as <c>warehouse.rejects</c> keeps it.</summary>
public sealed record RejectedRow(int Load, Reject Reject)
{
    /// <param name="source">The database.</param>
    /// <param name="load">Null for all loads.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>By load, file and line.</returns>
    public static async Task<IReadOnlyList<RejectedRow>> ReadAsync(NpgsqlDataSource source, int? load, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT load_id, file, line, "column", reason, raw FROM warehouse.rejects
            WHERE load_id = $1 OR $1 IS NULL
            ORDER BY load_id, file, line, "column"
            """);
        command.Parameters.Add(new() { Value = (object?)load ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<RejectedRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var column = reader.IsDBNull(3) ? null : reader.GetString(3);
            rows.Add(new(reader.GetInt32(0), new(reader.GetString(1), reader.GetInt64(2), column, reader.GetString(4), reader.GetString(5))));
        }

        return rows;
    }
}
