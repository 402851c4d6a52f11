using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Bought;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;

namespace Tracker.Storage.Rollup;

/// <summary>Reads what was bought in a sector: a plain scan of a month's events, some five million rows a second.</summary>
internal static class PurchaseReader
{
    /// <summary>The purchases of a sector in a month; none where the panel does not have it.</summary>
    /// <param name="connection">In a transaction of one snapshot with the one that read the panel.</param>
    /// <param name="sector">A sector of the panel.</param>
    /// <param name="month">Any.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<IReadOnlyList<Purchase>> ReadAsync(NpgsqlConnection connection, Sector sector, Month month, CancellationToken cancellation)
    {
        var (begins, ends) = EventTables.Bounds(await ZoneAsync(connection, cancellation), month);
        // Bounds stand in the text: then the planner sees that one partition is enough.
        await using var command = new NpgsqlCommand(
            $"""
            SELECT consumer_id, merchant_id, brand_id, product_id, amount_cents FROM warehouse.events
            WHERE occurred_at >= '{begins}' AND occurred_at < '{ends}'
              AND sector_id = (SELECT sector_id FROM warehouse.sectors WHERE name = $1) AND kind = {(short)EventKind.Purchase}
            """,
            connection)
        {
            Parameters = { new() { Value = sector.Name } },
        };
        var purchases = new List<Purchase>();
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            purchases.Add(new(rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetInt64(4)));
        return purchases;
    }

    /// <summary>The names of all that purchases are of, and the words of the products.</summary>
    public static async Task<ItemLabels> LabelsAsync(NpgsqlConnection connection, IEnumerable<Purchase> purchases, CancellationToken cancellation)
    {
        var (merchants, brands, products) = (new HashSet<int>(), new HashSet<int>(), new HashSet<int>());
        foreach (var purchase in purchases)
        {
            merchants.Add(purchase.Merchant);
            brands.Add(purchase.Brand);
            products.Add(purchase.Product);
        }

        return new(
            await NamesAsync(connection, LabelKind.Merchant, merchants, cancellation),
            await NamesAsync(connection, LabelKind.Brand, brands, cancellation),
            await NamesAsync(connection, LabelKind.Product, products, cancellation),
            await WordsAsync(connection, products, cancellation));
    }

    private static async Task<Dictionary<int, string>> NamesAsync(NpgsqlConnection connection, LabelKind kind, HashSet<int> labels, CancellationToken cancellation)
    {
        var names = new Dictionary<int, string>();
        await using var command = new NpgsqlCommand("SELECT label_id, label FROM warehouse.labels WHERE kind = $1 AND label_id = ANY($2)", connection)
        {
            Parameters = { new() { Value = (short)kind }, new() { Value = labels.ToArray() } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            names.Add(rows.GetInt32(0), rows.GetString(1));
        return names;
    }

    private static async Task<Dictionary<int, IReadOnlyList<string>>> WordsAsync(NpgsqlConnection connection, HashSet<int> products, CancellationToken cancellation)
    {
        var words = new Dictionary<int, IReadOnlyList<string>>();
        await using var command = new NpgsqlCommand(
            "SELECT product_id, array_agg(word ORDER BY position) FROM warehouse.product_words WHERE product_id = ANY($1) GROUP BY product_id", connection)
        {
            Parameters = { new() { Value = products.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            words.Add(rows.GetInt32(0), rows.GetFieldValue<string[]>(1));
        return words;
    }

    private static async Task<PanelZone> ZoneAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT time_zone FROM warehouse.panel", connection);
        return await command.ExecuteScalarAsync(cancellation) is string name
            ? PanelZone.Find(name) ?? throw new StorageException($"the panel's time zone is {name}, which this machine does not know: expected the system's time zones (tzdata)")
            : PanelZone.Utc;
    }
}
