using System.Globalization;
using System.Text.Json;
using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest;

/// <summary>Reads <c>consumers.csv</c>: an id, optionally the day from which the row is valid, and any attributes.</summary>
internal static class ConsumersFile
{
    private const int MaxIdBytes = 200;

    /// <param name="ValidFrom">Null where the file gives no date: valid since ever.</param>
    /// <param name="Attributes">JSON object of the known attributes, keys in order.</param>
    internal sealed record Entry(string Id, DateOnly? ValidFrom, string Attributes);

    /// <summary>The usable rows in the order of id and date; the others go to the rejects.</summary>
    public static IReadOnlyList<Entry> Read(SourceFile file, RejectLog rejects, CancellationToken cancellation)
    {
        var table = CsvTable.Read(file, cancellation);
        var idColumn = table.Header.Require("consumer_id");
        var dateColumn = table.Header.Find("valid_from");
        var attributes = table.Header.Names.Select((name, index) => (name, index)).Where(column => column.index != idColumn && column.index != dateColumn)
            .OrderBy(column => column.name, StringComparer.Ordinal).ToArray();
        var byKey = new Dictionary<(string, DateOnly?), (Entry Entry, CsvRow Row)>();
        foreach (var row in table.Rows)
        {
            if (Parse(row, idColumn, dateColumn, attributes) is not { } entry)
            {
                var (column, reason) = Fault(row, idColumn);
                rejects.AddBeside(new(file.Name, row.Line, column, reason, row.Raw));
                continue;
            }

            var key = (entry.Id, entry.ValidFrom);
            if (!byKey.TryGetValue(key, out var other))
            {
                byKey.Add(key, (entry, row));
            }
            else if (other.Entry != entry)
            {
                // Of two that differ, the same one is kept in whatever order they come.
                var keepsOther = string.CompareOrdinal(other.Entry.Attributes, entry.Attributes) < 0;
                var dropped = keepsOther ? row : other.Row;
                rejects.AddBeside(new(file.Name, dropped.Line, "consumer_id", "the consumer stands twice, with other attributes", dropped.Raw));
                byKey[key] = keepsOther ? other : (entry, row);
            }
        }

        return [.. byKey.Values.Select(pair => pair.Entry).OrderBy(entry => entry.Id, StringComparer.Ordinal).ThenBy(entry => entry.ValidFrom)];
    }

    private static Entry? Parse(CsvRow row, int idColumn, int dateColumn, (string Name, int Index)[] attributes)
    {
        if (row.Problem is not null || row.Fields[idColumn] is not { Length: > 0 and <= MaxIdBytes } id)
            return null;
        DateOnly? validFrom = null;
        if (dateColumn >= 0 && row.Fields[dateColumn].Length > 0)
        {
            if (!DateOnly.TryParseExact(row.Fields[dateColumn], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return null;
            validFrom = date;
        }

        var known = new Dictionary<string, string>();
        foreach (var (name, index) in attributes)
        {
            if (row.Fields[index].Length > 0)
                known[name] = row.Fields[index];
        }

        return new(id, validFrom, JsonSerializer.Serialize(known));
    }

    private static (string? Column, string Reason) Fault(CsvRow row, int idColumn)
    {
        if (row.Problem is { } problem)
            return (null, problem);
        return row.Fields[idColumn].Length is > 0 and <= MaxIdBytes
            ? ("valid_from", "expected a date such as 2024-01-31")
            : ("consumer_id", $"expected an id of 1 to {MaxIdBytes} characters");
    }
}
