using System.Globalization;
using Npgsql;

namespace Tracker.Storage.Reports;

/// <summary>
/// A text that is another one whenever a load, a run, drivers, a decomposition or an annotation came or changed, so that an answer made from them can be told from an older one without
/// making it.
/// </summary>
public static class DataStamp
{
    private const string Sql =
        """
        SELECT (SELECT coalesce(max(load_id), 0) FROM warehouse.loads),
               (SELECT coalesce(max(annotation_id), 0) FROM tracker.annotations),
               (SELECT coalesce(max(drivers_id), 0) FROM tracker.drivers),
               (SELECT coalesce(max(decomposition_id), 0) FROM tracker.decompositions),
               runs.known, runs.running, runs.done, runs.failed, runs.fences, runs.last
        FROM (
            SELECT count(*) AS known, count(*) FILTER (WHERE status = 'running') AS running, count(*) FILTER (WHERE status = 'done') AS done, count(*) FILTER (WHERE status = 'failed') AS failed,
                   coalesce(sum(fence), 0)::bigint AS fences, coalesce(max(run_id), 0) AS last
            FROM tracker.runs
        ) AS runs
        """;

    public static async Task<string> ReadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return string.Join('.', Enumerable.Range(0, row.FieldCount).Select(i => Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture)));
    }
}
