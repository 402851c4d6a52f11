using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>What the warehouse knows before a load.</summary>
internal static class Warehouse
{
    public static PanelWords ReadWords(NpgsqlDataSource source)
    {
        var words = new PanelWords();
        using var connection = source.OpenConnection();
        Each(connection, "SELECT external_id, consumer_id FROM warehouse.consumers", row => words.KnowConsumer(row.GetString(0), row.GetInt32(1)));
        Each(connection, "SELECT name, sector_id FROM warehouse.sectors", row => words.Sectors.Know(row.GetInt16(1), row.GetString(0)));
        Each(connection, "SELECT category, sector_id FROM warehouse.taxonomy", row => words.Categories.Add(row.GetString(0), row.GetInt16(1)));
        Each(connection, "SELECT kind, label_id, label FROM warehouse.labels", row =>
            words.LabelsOf((LabelKind)row.GetInt16(0)).Know(row.GetInt32(1), row.GetString(2)));
        return words;
    }

    /// <summary>The attributes of consumers without a date, as JSON by the id of the files.</summary>
    public static IReadOnlyDictionary<string, string> ReadAttributes(NpgsqlDataSource source)
    {
        var attributes = new Dictionary<string, string>();
        using var connection = source.OpenConnection();
        Each(
            connection,
            "SELECT external_id, attributes::text FROM warehouse.consumers JOIN warehouse.consumer_attributes USING (consumer_id) WHERE valid_from = '-infinity'",
            row => attributes[row.GetString(0)] = row.GetString(1));
        return attributes;
    }

    /// <summary>The months that have a partition of events.</summary>
    public static IReadOnlyList<Month> ReadMonths(NpgsqlDataSource source)
    {
        var months = new List<Month>();
        using var connection = source.OpenConnection();
        Each(connection, "SELECT month FROM mart.months ORDER BY month", row => months.Add(Month.Of(row.GetFieldValue<DateOnly>(0))));
        return months;
    }

    private static void Each(NpgsqlConnection connection, string sql, Action<NpgsqlDataReader> onRow)
    {
        using var command = new NpgsqlCommand(sql, connection);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            onRow(rows);
    }
}
