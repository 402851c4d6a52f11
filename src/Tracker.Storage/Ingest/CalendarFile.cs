using System.Globalization;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest;

/// <summary>A named span of days: a holiday, an event or an outage. Both days belong to it.</summary>
internal sealed record CalendarEntry(string Name, DateOnly StartsOn, DateOnly EndsOn, string Kind);

/// <summary>Reads files of the calendar.</summary>
internal static class CalendarFile
{
    private static readonly string[] Kinds = ["holiday", "event", "outage"];

    private static readonly string[] Columns = ["name", "starts_on", "ends_on", "kind"];
    private static readonly HashSet<string> Days = ["starts_on", "ends_on"];

    public static IReadOnlyList<CalendarEntry> Read(
        IReadOnlyList<SourceFile> files, TableMapping mapping, RejectLog rejects, CancellationToken cancellation)
    {
        const int name = 0, starts = 1, ends = 2, kind = 3; // places in Columns
        var entries = new Dictionary<(string, DateOnly), CalendarEntry>();
        foreach (var (file, row) in files.SelectMany(file => mapping.Read(file, Columns, Days, cancellation).Select(row => (file, row))))
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
