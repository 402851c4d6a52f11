using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>What is known of the consumers in every month, read once. A value counts from the month in which it becomes valid, and a later row
/// replaces all that an earlier one said.</summary>
public sealed class AttributeHistory
{
    private readonly int consumers;
    private readonly List<(int Consumer, DateOnly From)> rows = [];
    private readonly SortedDictionary<string, Column> columns = new(StringComparer.Ordinal);

    private AttributeHistory(int consumers) => this.consumers = consumers;

    /// <summary>All attributes, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. columns.Keys];

    /// <param name="connection">In a transaction of one snapshot with the one that read the panel.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<AttributeHistory> ReadAsync(NpgsqlConnection connection, PanelData panel, CancellationToken cancellation)
    {
        var history = new AttributeHistory(ConsumerReader.Consumers(panel));
        await using var command = new NpgsqlCommand(
            "SELECT consumer_id, valid_from, attributes::text FROM warehouse.consumer_attributes WHERE valid_from <= $1 ORDER BY consumer_id, valid_from", connection)
        {
            Parameters = { new() { Value = panel.History.Last.LastDay, NpgsqlDbType = NpgsqlDbType.Date } },
        };
        await using var read = await command.ExecuteReaderAsync(cancellation);
        while (await read.ReadAsync(cancellation))
        {
            if (read.GetInt32(0) < history.consumers)
                history.Add(read.GetInt32(0), read.GetFieldValue<DateOnly>(1), read.GetString(2));
        }

        foreach (var column in history.columns.Values)
            column.Sort();
        return history;
    }

    /// <summary>An attribute as it is in a month.</summary>
    /// <exception cref="KeyNotFoundException">No consumer ever had the attribute.</exception>
    public AttributeColumn At(string name, Month month)
    {
        var column = columns[name];
        var codes = new int[consumers];
        Array.Fill(codes, AttributeColumn.Unknown);
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].From <= month.LastDay)
                codes[rows[row].Consumer] = row < column.Codes.Count ? column.Codes[row] : AttributeColumn.Unknown;
        }

        return new(name, column.Values, codes);
    }

    private void Add(int consumer, DateOnly from, string attributes)
    {
        using var said = JsonDocument.Parse(attributes);
        foreach (var property in said.RootElement.EnumerateObject())
        {
            if (!columns.TryGetValue(property.Name, out var column))
                columns.Add(property.Name, column = new());
            column.Set(rows.Count, property.Value.ToString());
        }

        rows.Add((consumer, from));
    }

    private sealed class Column
    {
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

        public List<string> Values { get; private set; } = [];

        /// <summary>By row, as far as any row has the attribute.</summary>
        public List<int> Codes { get; } = [];

        public void Set(int row, string value)
        {
            if (!places.TryGetValue(value, out var place))
            {
                places.Add(value, place = Values.Count);
                Values.Add(value);
            }

            while (Codes.Count < row)
                Codes.Add(AttributeColumn.Unknown);
            Codes.Add(place);
        }

        /// <summary>Ordinal order of the values, so that the order of the rows is forgotten.</summary>
        public void Sort()
        {
            Values = [.. Values.Order(StringComparer.Ordinal)];
            var moved = new int[Values.Count];
            for (var i = 0; i < moved.Length; i++)
                moved[places[Values[i]]] = i;
            for (var row = 0; row < Codes.Count; row++)
                Codes[row] = Codes[row] < 0 ? AttributeColumn.Unknown : moved[Codes[row]];
        }
    }
}
