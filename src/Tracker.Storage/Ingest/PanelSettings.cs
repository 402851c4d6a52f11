using Npgsql;

namespace Tracker.Storage.Ingest;

/// <summary>What holds for a panel as a whole.</summary>
/// <param name="Currency">Three letters of ISO 4217; null as long as no load has named one.</param>
internal sealed record PanelSettings(PanelZone Zone, string? Currency)
{
    /// <summary>What the first load set; null before it.</summary>
    public static PanelSettings? Read(NpgsqlDataSource source)
    {
        using var command = source.CreateCommand("SELECT time_zone, currency FROM warehouse.panel");
        using var row = command.ExecuteReader();
        if (!row.Read())
            return null;
        var name = row.GetString(0);
        var zone = PanelZone.Find(name)
            ?? throw new IngestException($"the panel's time zone is {name}, which this machine does not know: expected the system's time zones (tzdata)");
        return new(zone, row.IsDBNull(1) ? null : row.GetString(1));
    }

    /// <summary>What a load goes by: the panel's settings, and for a new panel its own. Where a load says nothing, the panel's hold; UTC at first.</summary>
    /// <param name="held">Null for a new panel.</param>
    /// <param name="where">The file that says <paramref name="zone"/> and <paramref name="currency"/>.</param>
    /// <exception cref="IngestException">The load is in another time zone or currency than the panel.</exception>
    public static PanelSettings Agree(PanelSettings? held, string where, PanelZone? zone, string? currency)
    {
        if (held is not null && zone is not null && zone.Name != held.Zone.Name)
            throw new IngestException($"{where}: time_zone {zone.Name}, but the panel is in {held.Zone.Name}: expected the same, or another database");
        if (held?.Currency is { } known && currency is not null && currency != known)
            throw new IngestException($"{where}: currency {currency}, but the panel is in {known}: expected the same, or another database");
        return new(held?.Zone ?? zone ?? PanelZone.Utc, held?.Currency ?? currency);
    }

    public void Save(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            "INSERT INTO warehouse.panel (time_zone, currency) VALUES ($1, $2) ON CONFLICT (only_row) DO UPDATE SET currency = excluded.currency", connection)
        {
            Parameters = { new() { Value = Zone.Name }, new() { Value = (object?)Currency ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } },
        };
        command.ExecuteNonQuery();
    }
}
