using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Reports;

/// <summary>Where a refused row is and why it was refused, without its text: that names a consumer.</summary>
/// <param name="Column">Null where it is the row as a whole.</param>
/// <param name="Position">Its place among all rejects of the load: rows of a load are written once and never change.</param>
public sealed record RejectPlace(int Load, string File, long Line, string? Column, string Reason, long Position)
{
    /// <summary>By load, file and line.</summary>
    /// <param name="source">The database.</param>
    /// <param name="load">Null for all loads.</param>
    /// <param name="after">The place of the last one that was read; null for the first.</param>
    /// <param name="count">The most that are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<RejectPlace>> ReadAsync(
        NpgsqlDataSource source, int? load, (int Load, long Position)? after, int count, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT load_id, file, line, "column", reason, position
            FROM (
                SELECT load_id, file, line, "column", reason,
                       row_number() OVER (PARTITION BY load_id ORDER BY file COLLATE "C", line, "column" COLLATE "C", reason COLLATE "C", ctid) AS position
                FROM warehouse.rejects WHERE (load_id = $1 OR $1 IS NULL) AND (load_id >= $2 OR $2 IS NULL)
            ) AS placed
            WHERE $2 IS NULL OR (load_id, position) > ($2, $3)
            ORDER BY load_id, position LIMIT $4
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = (object?)load ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
            new() { Value = (object?)after?.Load ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
            new() { Value = (object?)after?.Position ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint }, new() { Value = count },
        });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var page = new List<RejectPlace>();
        while (await rows.ReadAsync(cancellationToken))
        {
            page.Add(new(
                rows.GetInt32(0), rows.GetString(1), rows.GetInt64(2), rows.IsDBNull(3) ? null : rows.GetString(3), rows.GetString(4), rows.GetInt64(5)));
        }

        return page;
    }
}
