using System.Text.Json;
using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>Reads what is known of the consumers in a month. A value counts from the month in which it becomes valid.</summary>
public static class AttributeReader
{
    /// <summary>The names of all attributes, in ordinal order.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(array_agg(DISTINCT key COLLATE \"C\"), '{}') FROM warehouse.consumer_attributes, jsonb_object_keys(attributes) AS key", connection);
        return (string[])(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Every attribute of every consumer of the panel, in ordinal order of the names.</summary>
    public static async Task<IReadOnlyList<AttributeColumn>> ReadAsync(
        NpgsqlConnection connection, PanelData panel, Month month, CancellationToken cancellation)
    {
        var consumers = ConsumerReader.Consumers(panel);
        var columns = new SortedDictionary<string, Building>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(
            "SELECT consumer_id, attributes::text FROM warehouse.consumer_attributes WHERE valid_from <= $1 ORDER BY consumer_id, valid_from", connection)
        {
            Parameters = { new() { Value = month.LastDay } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var consumer = rows.GetInt32(0);
            if (consumer >= consumers)
                continue;
            foreach (var column in columns.Values)
                column.Codes[consumer] = AttributeColumn.Unknown; // a later row replaces all that an earlier one said
            using var said = JsonDocument.Parse(rows.GetString(1));
            foreach (var property in said.RootElement.EnumerateObject())
            {
                if (!columns.TryGetValue(property.Name, out var column))
                    columns.Add(property.Name, column = new(consumers));
                column.Set(consumer, property.Value.ToString());
            }
        }

        return [.. columns.Select(column => column.Value.Column(column.Key))];
    }

    private sealed class Building
    {
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

        public Building(int consumers)
        {
            Codes = new int[consumers];
            Array.Fill(Codes, AttributeColumn.Unknown);
        }

        public int[] Codes { get; }

        public void Set(int consumer, string value)
        {
            if (!places.TryGetValue(value, out var place))
                places.Add(value, place = places.Count);
            Codes[consumer] = place;
        }

        public AttributeColumn Column(string name)
        {
            var used = new HashSet<int>(Codes);
            string[] values = [.. places.Where(pair => used.Contains(pair.Value)).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
            var moved = new int[places.Count];
            for (var i = 0; i < values.Length; i++)
                moved[places[values[i]]] = i;
            for (var i = 0; i < Codes.Length; i++)
                Codes[i] = Codes[i] < 0 ? AttributeColumn.Unknown : moved[Codes[i]];
            return new(name, values, Codes);
        }
    }
}
