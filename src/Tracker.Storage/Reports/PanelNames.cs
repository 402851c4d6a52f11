using Npgsql;

namespace Tracker.Storage.Reports;

/// <summary>The names that the panel's data brought.</summary>
public static class PanelNames
{
    /// <summary>All sectors, in ordinal order.</summary>
    public static async Task<IReadOnlyList<string>> SectorsAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""SELECT name FROM warehouse.sectors ORDER BY name COLLATE "C" """);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
            names.Add(rows.GetString(0));
        return names;
    }

    /// <summary>All attributes of consumers, in ordinal order: how many values each has, and of how many consumers one was ever known.</summary>
    public static async Task<IReadOnlyList<(string Name, long Values, long Consumers)>> AttributesAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT key, count(DISTINCT value), count(DISTINCT consumer_id) FROM warehouse.consumer_attributes, jsonb_each_text(attributes)
            GROUP BY key ORDER BY key COLLATE "C"
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var attributes = new List<(string, long, long)>();
        while (await rows.ReadAsync(cancellationToken))
            attributes.Add((rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2)));
        return attributes;
    }

    /// <summary>The currency of the panel (ISO 4217); null where no load has named one.</summary>
    public static async Task<string?> CurrencyAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT currency FROM warehouse.panel");
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
