using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;

namespace Tracker.Storage.Rollup;

/// <summary>
/// Makes the sums by weighting cell of months anew, when their consumers have moved to other cells after the events were loaded: those of months
/// from the consumer × sector mart, those of days from the events. It reads every event of the month, at some 0.3 million a second.
/// </summary>
internal static class CellRebuild
{
    public static void Run(NpgsqlConnection connection, PanelZone zone, IReadOnlyList<Month> months)
    {
        foreach (var month in months)
        {
            // The instants at which the days begin: the day of an event is its place among them, as the load reckons it.
            DateTime[] days = [.. Enumerable.Range(0, month.Days).Select(day => Instant.UtcOf(zone.InstantOf(Instant.DayOf(month.FirstDay) + day, 0)))];
            using var command = new NpgsqlCommand(Sql(month), connection) { Parameters = { new("days", days) } };
            command.ExecuteNonQuery();
        }
    }

    private static string Sql(Month month)
    {
        var (first, last) = ($"date '{month.FirstDay:yyyy-MM-dd}'", $"date '{month.LastDay:yyyy-MM-dd}'");
        return $"""
            CREATE TEMP TABLE cell_of ON COMMIT DROP AS
                SELECT DISTINCT ON (consumer_id) consumer_id, cell FROM mart.consumer_cells WHERE from_month <= {first} ORDER BY consumer_id, from_month DESC;
            DELETE FROM mart.sector_month WHERE month = {first};
            INSERT INTO mart.sector_month (month, sector_id, cell, gross_cents, refund_cents, purchases, visits, buyers)
                SELECT month, sector_id, coalesce(cell, 0), sum(gross_cents), sum(refund_cents), sum(purchases), sum(visits), count(*) FILTER (WHERE purchases > 0)
                FROM mart.consumer_sector_month LEFT JOIN cell_of USING (consumer_id) WHERE month = {first} GROUP BY 1, 2, 3;
            DELETE FROM mart.sector_day WHERE day BETWEEN {first} AND {last};
            INSERT INTO mart.sector_day (day, sector_id, cell, gross_cents, refund_cents, purchases, visits, events)
                SELECT {first} + width_bucket(occurred_at, @days) - 1, sector_id, coalesce(cell, 0),
                    sum(greatest(amount_cents, 0)), sum(greatest(-amount_cents, 0)), count(*) FILTER (WHERE kind = 1), count(*) FILTER (WHERE kind < 2), count(*)
                FROM {EventTables.Partition(month)} LEFT JOIN cell_of USING (consumer_id) GROUP BY 1, 2, 3;
            DROP TABLE cell_of;
            """;
    }
}
