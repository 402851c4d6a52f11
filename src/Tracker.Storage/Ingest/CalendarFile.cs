using System.Globalization;
using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest;

/// <summary>A named span of days: a holiday, an event or an outage. Both days belong to it.</summary>
internal sealed record CalendarEntry(string Name, DateOnly StartsOn, DateOnly EndsOn, string Kind);

/// <summary>Reads <c>calendar.csv</c>.</summary>
internal static class CalendarFile
{
    private static readonly string[] Kinds = ["holiday", "event", "outage"];

    public static IReadOnlyList<CalendarEntry> Read(SourceFile file, RejectLog rejects, CancellationToken cancellation)
    {
        var table = CsvTable.Read(file, cancellation);
        var (name, starts, ends, kind) =
            (table.Header.Require("name"), table.Header.Require("starts_on"), table.Header.Require("ends_on"), table.Header.Require("kind"));
        var entries = new Dictionary<(string, DateOnly), CalendarEntry>();
        foreach (var row in table.Rows)
        {
            DateOnly first = default, last = default;
            var (column, reason) = row.Problem is { } problem ? (null, problem)
                : row.Fields[name].Length == 0 ? ("name", "expected a name")
                : !Date(row.Fields[starts], out first) ? ("starts_on", "expected a date such as 2024-01-31")
                : !Date(row.Fields[ends], out last) ? ("ends_on", "expected a date such as 2024-01-31")
                : last < first ? ("ends_on", "expected a day on or after starts_on")
                : !Kinds.Contains(row.Fields[kind]) ? ("kind", $"expected {string.Join(", ", Kinds)}")
                : ((string?)null, (string?)null);
            if (reason is not null)
                rejects.AddBeside(new(file.Name, row.Line, column, reason, row.Raw));
            else if (!entries.TryAdd((row.Fields[name], first), new(row.Fields[name], first, last, row.Fields[kind])))
                rejects.AddBeside(new(file.Name, row.Line, "name", "the name and first day stand twice", row.Raw));
        }

        return [.. entries.Values];
    }

    private static bool Date(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
