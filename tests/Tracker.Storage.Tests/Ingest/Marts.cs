using Dapper;
using Npgsql;

namespace Tracker.Storage.Tests.Ingest;

/// <summary>The sums made while loading are those that SQL makes of the events, by the days and months of the panel's zone.</summary>
internal static class Marts
{
    public static async Task AssertEqualTheEventsAsync(NpgsqlDataSource source)
    {
        const string Sums =
            """
            count(*)::int AS events, sum(greatest(amount_cents, 0))::bigint AS gross_cents, sum(greatest(-amount_cents, 0))::bigint AS refund_cents,
            (count(*) FILTER (WHERE kind = 1))::int AS purchases, (count(*) FILTER (WHERE kind < 2))::int AS visits
            """;
        var different = await source.CreateConnection().QueryAsync<string>(
            $"""
            WITH local AS (SELECT *, occurred_at AT TIME ZONE (SELECT time_zone FROM warehouse.panel) AS at FROM warehouse.events),
                 cells AS (SELECT date_trunc('month', at)::date AS month, sector_id, consumer_id, {Sums} FROM local GROUP BY 1, 2, 3),
                 days AS (SELECT at::date AS day, sector_id, {Sums} FROM local GROUP BY 1, 2)
            SELECT concat_ws(' ', 'cell', month, sector_id, consumer_id) FROM cells FULL JOIN mart.consumer_sector_month m
                USING (month, sector_id, consumer_id, events, gross_cents, refund_cents, purchases, visits) WHERE cells.* IS NULL OR m.* IS NULL
            UNION ALL
            SELECT concat_ws(' ', 'day', day, sector_id) FROM days FULL JOIN mart.sector_day d
                USING (day, sector_id, events, gross_cents, refund_cents, purchases, visits) WHERE days.* IS NULL OR d.* IS NULL
            """);
        Assert.Empty(different);
    }
}
