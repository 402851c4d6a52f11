using System.Globalization;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Ingest;

/// <summary>
/// Reads the population targets, <c>population*.csv</c>: month, any attribute columns, population. A file is a table of the population by its
/// attributes; several files by other attributes are margins.
/// </summary>
internal static class PopulationFiles
{
    private const double MaxPeople = 1e12;

    /// <summary>A usable row and where it stands.</summary>
    private sealed record Kept(PopulationRow Row, SourceFile File, CsvRow Line);

    /// <summary>The files of a folder whose names begin with "population", in the order of their names.</summary>
    public static IReadOnlyList<SourceFile> In(string folder, IReadOnlyList<string> endings) =>
        [.. Directory.EnumerateFiles(folder, "population*").Select(file => Path.GetFileName(file))
            .Where(name => endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(name => new SourceFile(Path.Combine(folder, name), name, 0))];

    /// <summary>The usable rows by month and cell, the others go to the rejects. Of two rows of one cell the one with more people is kept, in
    /// whatever order they come.</summary>
    /// <exception cref="IngestException">A file lacks month or population, or has no attribute.</exception>
    public static IReadOnlyList<PopulationRow> Read(IReadOnlyList<SourceFile> files, RejectLog rejects, CancellationToken cancellation)
    {
        var byCell = new Dictionary<(Month, string), Kept>();
        foreach (var row in files.SelectMany(file => Read(file, rejects, cancellation)))
        {
            var key = (row.Row.Month, row.Row.Cell);
            if (!byCell.TryGetValue(key, out var other))
            {
                byCell.Add(key, row);
                continue;
            }

            var (kept, dropped) = row.Row.People > other.Row.People ? (row, other) : (other, row);
            byCell[key] = kept;
            Refuse(rejects, dropped, null, "the cell stands twice in the month");
        }

        var tables = byCell.Values.GroupBy(row => (row.Row.Month, string.Join('\n', PopulationRow.ValuesOf(row.Row.Cell).Keys))).ToArray();
        foreach (var row in tables.Where(IsEmpty).SelectMany(table => table))
            Refuse(rejects, row, "population", "expected people in one cell of the month or more");
        return [.. tables.Where(table => !IsEmpty(table)).SelectMany(table => table).Select(row => row.Row)
            .OrderBy(row => row.Month).ThenBy(row => row.Cell, StringComparer.Ordinal)];

        static bool IsEmpty(IEnumerable<Kept> table) => table.All(row => row.Row.People == 0);
    }

    private static IEnumerable<Kept> Read(SourceFile file, RejectLog rejects, CancellationToken cancellation)
    {
        var table = CsvTable.Read(file, cancellation);
        var (monthColumn, peopleColumn) = (table.Header.Require("month"), table.Header.Require("population"));
        var attributes = table.Header.Names.Select((name, column) => (Name: name, Column: column))
            .Where(one => one.Column != monthColumn && one.Column != peopleColumn && one.Name.Length > 0).ToArray();
        if (attributes.Length == 0)
            throw new IngestException($"{file.Name}: expected columns of attributes beside month and population");
        foreach (var row in table.Rows)
        {
            Month month = default;
            var people = 0.0;
            var unknown = row.Problem is null ? attributes.FirstOrDefault(one => row.Fields[one.Column].Length == 0).Name : null;
            var (column, reason) = row.Problem is { } problem ? (null, problem)
                : !Month.TryParse(row.Fields[monthColumn], out month) ? ("month", "expected a month such as 2024-01")
                : !TryPeople(row.Fields[peopleColumn], out people) ? ("population", "expected a number of people, 0 or more")
                : unknown is not null ? (unknown, "expected a value: a table by fewer attributes is a file of its own")
                : ((string?)null, (string?)null);
            if (reason is null)
                yield return new(PopulationRow.Of(month, attributes.Select(one => KeyValuePair.Create(one.Name, row.Fields[one.Column])), people), file, row);
            else
                rejects.AddBeside(new(file.Name, row.Line, column, reason, row.Raw));
        }
    }

    private static bool TryPeople(string text, out double people) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out people) && people <= MaxPeople;

    private static void Refuse(RejectLog rejects, Kept row, string? column, string reason) =>
        rejects.AddBeside(new(row.File.Name, row.Line.Line, column, reason, row.Line.Raw));
}
