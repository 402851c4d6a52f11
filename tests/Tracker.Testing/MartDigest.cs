using Npgsql;

namespace Tracker.Testing;

/// <summary>What the marts and the warehouse say, in words of the files instead of our numbers: equal for databases that hold the same.</summary>
public static class MartDigest
{
    private const string Sql =
        """
        SELECT concat_ws(' ', count(*), md5(string_agg(line, E'\n' ORDER BY line COLLATE "C"))) FROM (
            SELECT concat_ws(' ', 'cell', month, name, external_id, events, gross_cents, refund_cents, purchases, visits) AS line
            FROM mart.consumer_sector_month JOIN warehouse.sectors USING (sector_id) JOIN warehouse.consumers USING (consumer_id)
            UNION ALL
            SELECT concat_ws(' ', 'month', month, name, gross_cents, refund_cents, purchases, visits, buyers, attributes)
            FROM mart.sector_month JOIN warehouse.sectors USING (sector_id) LEFT JOIN warehouse.weighting_cells USING (cell) WHERE visits + refund_cents > 0
            UNION ALL
            SELECT concat_ws(' ', 'day', day, name, gross_cents, refund_cents, purchases, visits, events, attributes)
            FROM mart.sector_day JOIN warehouse.sectors USING (sector_id) LEFT JOIN warehouse.weighting_cells USING (cell)
            UNION ALL
            SELECT concat_ws(' ', 'event', occurred_at, external_id, name, events.kind, quantity, amount_cents, m.label, b.label, p.label)
            FROM warehouse.events JOIN warehouse.sectors USING (sector_id) JOIN warehouse.consumers USING (consumer_id)
            LEFT JOIN warehouse.labels m ON (m.kind, m.label_id) = (1, merchant_id)
            LEFT JOIN warehouse.labels b ON (b.kind, b.label_id) = (2, brand_id)
            LEFT JOIN warehouse.labels p ON (p.kind, p.label_id) = (3, product_id)
            UNION ALL
            SELECT concat_ws(' ', 'population', month, cell, people) FROM warehouse.population
            UNION ALL
            SELECT concat_ws(' ', 'weighting cell', external_id, from_month, attributes)
            FROM mart.consumer_cells JOIN warehouse.consumers USING (consumer_id) LEFT JOIN warehouse.weighting_cells USING (cell)
            UNION ALL
            SELECT concat_ws(' ', 'consumer', external_id, valid_from, attributes) FROM warehouse.consumer_attributes JOIN warehouse.consumers USING (consumer_id)
        ) AS lines
        """;

    public static async Task<string> OfAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
