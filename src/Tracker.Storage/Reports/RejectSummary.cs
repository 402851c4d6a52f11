using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Reports;

/// <summary>Rejects that have the same column and reason.</summary>
/// <param name="Column">Null where it is the row as a whole.</param>
/// <param name="Files">In how many files of how many loads they are.</param>
/// <param name="FirstFile">Where to look: the first in the order of loads, files and lines.</param>
public sealed record RejectSummary(string? Column, string Reason, long Rows, long Files, int FirstLoad, string FirstFile, long FirstLine)
{
    /// <param name="source">The database.</param>
    /// <param name="load">Null for all loads.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The most frequent first.</returns>
    public static async Task<IReadOnlyList<RejectSummary>> ReadAsync(NpgsqlDataSource source, int? load, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT "column", reason, sum(rows)::bigint AS rows, count(*),
                   (array_agg(load_id ORDER BY load_id, file))[1], (array_agg(file ORDER BY load_id, file))[1], (array_agg(line ORDER BY load_id, file))[1]
            FROM (
                SELECT load_id, file, "column", reason, count(*) AS rows, min(line) AS line
                FROM warehouse.rejects WHERE load_id = $1 OR $1 IS NULL GROUP BY load_id, file, "column", reason
            ) AS by_file
            GROUP BY "column", reason
            ORDER BY rows DESC, "column" COLLATE "C", reason COLLATE "C"
            """);
        command.Parameters.Add(new() { Value = (object?)load ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var summary = new List<RejectSummary>();
        while (await rows.ReadAsync(cancellationToken))
        {
            summary.Add(new(
                rows.IsDBNull(0) ? null : rows.GetString(0), rows.GetString(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt32(4), rows.GetString(5),
                rows.GetInt64(6)));
        }

        return summary;
    }
}
