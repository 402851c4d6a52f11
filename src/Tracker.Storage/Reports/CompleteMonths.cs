using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Reports;

/// <summary>The months that the data holds whole.</summary>
public static class CompleteMonths
{
    /// <summary>
    /// Complete months after the last published one, the oldest first; where none is published the last complete one alone, for nobody asked for the history.
    /// </summary>
    public static async Task<IReadOnlyList<Month>> UnpublishedAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            WITH data AS (SELECT min(month) AS first, max(month) AS last, max(last_day) AS last_day FROM mart.months WHERE events > 0),
            complete AS (
                SELECT first, CASE WHEN last_day = (last + interval '1 month - 1 day')::date THEN last ELSE (last - interval '1 month')::date END AS last FROM data
            ),
            published AS (SELECT max(month) AS last FROM tracker.runs WHERE kind = 'month' AND status = 'done')
            SELECT month::date FROM complete, published,
                generate_series(CASE WHEN published.last IS NULL THEN complete.last ELSE published.last + interval '1 month' END, complete.last, interval '1 month') AS month
            WHERE complete.last >= complete.first ORDER BY month
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var months = new List<Month>();
        while (await rows.ReadAsync(cancellation))
            months.Add(Month.Of(rows.GetFieldValue<DateOnly>(0)));
        return months;
    }
}
