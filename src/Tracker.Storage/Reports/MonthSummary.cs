using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Reports;

/// <summary>A month that the data has, and what it publishes.</summary>
/// <param name="Complete">The data holds an event on its last day or later.</param>
/// <param name="RunId">The published run; null where there is none, and so are the four after it.</param>
/// <param name="Stale">Published, and its data has changed since.</param>
public sealed record MonthSummary(
    Month Month, long Events, bool Complete, long? RunId, long? DataVersion, int? Series, int? Significant, bool? Provisional, bool Stale)
{
    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<MonthSummary>> ReadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT months.month, months.events,
                   (SELECT max(last_day) FROM mart.months WHERE events > 0) >= (months.month + interval '1 month' - interval '1 day')::date,
                   run.run_id, run.data_version, run.series, run.significant, run.provisional, stale.month IS NOT NULL
            FROM mart.months
            LEFT JOIN LATERAL (
                SELECT * FROM tracker.runs WHERE kind = 'month' AND runs.month = months.month AND status = 'done'
                ORDER BY data_version DESC, finished_at DESC, run_id DESC LIMIT 1
            ) AS run ON true
            LEFT JOIN tracker.stale_months AS stale ON stale.month = months.month
            WHERE months.events > 0
            ORDER BY months.month DESC
            """);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var months = new List<MonthSummary>();
        while (await row.ReadAsync(cancellationToken))
        {
            months.Add(new(
                Month.Of(row.GetFieldValue<DateOnly>(0)), row.GetInt64(1), row.GetBoolean(2), row.IsDBNull(3) ? null : row.GetInt64(3),
                row.IsDBNull(4) ? null : row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt32(5), row.IsDBNull(6) ? null : row.GetInt32(6),
                row.IsDBNull(7) ? null : row.GetBoolean(7), row.GetBoolean(8)));
        }

        return months;
    }
}
