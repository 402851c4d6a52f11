using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;

namespace Tracker.Storage.Reports;

/// <summary>The closed books of a load, as the warehouse keeps them: <c>Read = Accepted + Rejected + Duplicates</c>, in rows and in money.</summary>
/// <param name="Source">The name of the folder.</param>
/// <param name="FinishedAt">When the load became visible.</param>
/// <param name="Corrected">Accepted rows that replace one of an earlier load.</param>
/// <param name="Removed">Rows of earlier loads that were taken out of their month by a correction.</param>
/// <param name="Months">The months that the load changed, oldest first.</param>
/// <param name="DataVersion">This load where it changed anything, else the version that it found.</param>
public sealed record LoadBooks(
    int Load, string Source, DateTimeOffset FinishedAt, long Read, long Accepted, long Corrected, long Removed, long Rejected, long Duplicates,
    Money Amounts, int ConsumersNew, int ConsumersChanged, IReadOnlyList<Month> Months, long DataVersion)
{
    /// <summary>All loads, the newest first.</summary>
    public static async Task<IReadOnlyList<LoadBooks>> ReadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT load_id, source, finished_at, rows_read, accepted, corrected, coalesce(removed, 0)::bigint, rejected, duplicates,
                   accepted_cents, rejected_cents, duplicate_cents, consumers_new, consumers_changed, coalesce(months, '{}'), data_version
            FROM warehouse.loads
            LEFT JOIN (SELECT load_id, sum(removed) AS removed, array_agg(month ORDER BY month) AS months FROM warehouse.load_months GROUP BY load_id) AS touched
                USING (load_id)
            ORDER BY load_id DESC
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var loads = new List<LoadBooks>();
        while (await rows.ReadAsync(cancellationToken))
        {
            loads.Add(new(
                rows.GetInt32(0), rows.GetString(1), rows.GetFieldValue<DateTimeOffset>(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5),
                rows.GetInt64(6), rows.GetInt64(7), rows.GetInt64(8), new(rows.GetInt64(9), rows.GetInt64(10), rows.GetInt64(11)), rows.GetInt32(12),
                rows.GetInt32(13), [.. rows.GetFieldValue<DateOnly[]>(14).Select(Month.Of)], rows.GetInt32(15)));
        }

        return loads;
    }
}
