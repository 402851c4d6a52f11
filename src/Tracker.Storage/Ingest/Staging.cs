using Npgsql;

namespace Tracker.Storage.Ingest;

/// <summary>The tables of a load before it is published. Whatever is there belongs to the load that holds the lock, or to one that was killed.</summary>
internal static class Staging
{
    /// <summary>Drops what a killed load left, and gives the new load its number.</summary>
    public static int Begin(NpgsqlDataSource source)
    {
        Clear(source);
        using var connection = source.OpenConnection();
        using var number = new NpgsqlCommand("SELECT nextval('warehouse.load_ids')::integer", connection);
        var load = (int)number.ExecuteScalar()!;
        using var create = new NpgsqlCommand(
            $"CREATE TABLE {EventTables.StagedRejects(load)} (file text NOT NULL, line bigint NOT NULL, \"column\" text, reason text NOT NULL, raw text NOT NULL)",
            connection);
        create.ExecuteNonQuery();
        return load;
    }

    /// <summary>At the end of a load, whatever its end was; what cannot be dropped now the next load drops.</summary>
    public static void TryClear(NpgsqlDataSource source)
    {
        try
        {
            Clear(source);
        }
        catch (NpgsqlException)
        {
            // The server is gone: the load's own error says so.
        }
    }

    private static void Clear(NpgsqlDataSource source)
    {
        using var connection = source.OpenConnection();
        var tables = new List<string>();
        using (var list = new NpgsqlCommand("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'staging'", connection))
        {
            using var rows = list.ExecuteReader();
            while (rows.Read())
                tables.Add(rows.GetString(0));
        }

        if (tables.Count == 0)
            return;
        using var drop = new NpgsqlCommand($"DROP TABLE {string.Join(", ", tables)}", connection);
        drop.ExecuteNonQuery();
    }
}
