using System.Globalization;
using System.Text;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Ingest;

/// <summary>
/// Reads the population targets: <c>population*.csv</c> with month, any attribute columns and population, or what dataset.yaml says. A file is a table
/// of the population by its attributes; several files by other attributes are margins.
/// </summary>
internal static class PopulationFiles
{
    private const double MaxPeople = 1e12;

    /// <summary>A usable row and where it stands.</summary>
    private sealed record Kept(PopulationRow Row, PopulationSource Source, CsvRow Line);

    /// <summary>The columns of one file.</summary>
    private sealed record Plan(TextSource Month, TimeFormat? MonthFormat, TextSource People, IReadOnlyList<AttributeSource> Attributes)
    {
        public static Plan Of(PopulationMapping mapping, CsvHeader header)
        {
            var columns = SourceColumns.OfHeader(header);
            var (month, people) = (mapping.Month.Resolve(columns), mapping.People.Resolve(columns));
            var attributes = AttributeSource.Of(mapping.Attributes, columns, header, month, people);
            return attributes.Count > 0
                ? new(month, mapping.MonthFormat, people, attributes)
                : throw new IngestException($"{header.File}: expected columns of attributes beside month and population");
        }
    }

    /// <summary>The files of a folder whose names begin with "population", in the order of their names.</summary>
    public static IReadOnlyList<PopulationSource> In(string folder, IReadOnlyList<string> endings) =>
        [.. Directory.EnumerateFiles(folder, "population*").Select(file => Path.GetFileName(file))
            .Where(name => endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(name => new PopulationSource(new(Path.Combine(folder, name), name, 0), PopulationMapping.Canonical))];

    /// <summary>The usable rows by month and cell, the others go to the rejects. Of two rows of one cell that are not to be added up, the one with
    /// more people is kept, in whatever order they come.</summary>
    /// <exception cref="IngestException">A file lacks month or population, or has no attribute.</exception>
    public static IReadOnlyList<PopulationRow> Read(IReadOnlyList<PopulationSource> files, RejectLog rejects, CancellationToken cancellation)
    {
        Kept[] rows = [.. files.SelectMany(file => Read(file, rejects, cancellation))];
        var cells = rows.GroupBy(row => (row.Row.Month, row.Row.Cell)).Select(cell => OfCell(cell, rejects));
        var tables = cells.GroupBy(row => (row.Row.Month, string.Join('\n', PopulationRow.ValuesOf(row.Row.Cell).Keys))).ToArray();
        foreach (var row in tables.Where(IsEmpty).SelectMany(table => table))
            Refuse(rejects, row.Source, row.Line, "population", "expected people in one cell of the month or more");
        return [.. tables.Where(table => !IsEmpty(table)).SelectMany(table => table).Select(row => row.Row)
            .OrderBy(row => row.Month).ThenBy(row => row.Cell, StringComparer.Ordinal)];

        static bool IsEmpty(IEnumerable<Kept> table) => table.All(row => row.Row.People == 0);
    }

    /// <summary>What is kept of the rows of one cell.</summary>
    private static Kept OfCell(IEnumerable<Kept> cell, RejectLog rejects)
    {
        Kept[] byPeople = [.. cell.GroupBy(row => row.Source.Mapping).SelectMany<IGrouping<PopulationMapping, Kept>, Kept>(rows => rows.Key.Adds ? [Sum(rows)] : rows)
            .OrderByDescending(row => row.Row.People)];
        foreach (var row in byPeople.Skip(1))
            Refuse(rejects, row.Source, row.Line, null, "the cell stands twice in the month");
        return byPeople[0];
    }

    /// <summary>The first row with the people of all; the sum does not depend on their order.</summary>
    private static Kept Sum(IEnumerable<Kept> rows)
    {
        var first = rows.First();
        return first with { Row = first.Row with { People = rows.Select(row => row.Row.People).Order().Sum() } };
    }

    private static IEnumerable<Kept> Read(PopulationSource source, RejectLog rejects, CancellationToken cancellation)
    {
        var table = CsvTable.Read(source.File, cancellation);
        var plan = Plan.Of(source.Mapping, table.Header);
        var scratch = new RowScratch();
        foreach (var line in table.Rows)
        {
            scratch.Clear();
            var fault = Parse(line, plan, scratch, out var row);
            if (fault is { } found)
                Refuse(rejects, source, line, found.Column, found.Reason);
            else
                yield return new(row, source, line);
        }
    }

    /// <summary>Returns why the line cannot be used, or null.</summary>
    private static (string? Column, string Reason)? Parse(CsvRow line, Plan plan, RowScratch scratch, out PopulationRow row)
    {
        row = null!;
        if (line.Problem is { } problem)
            return (null, problem);
        var fields = new TableFields(line);
        if (!TryMonth(plan.Month.Read(ref fields, scratch), plan.MonthFormat, out var month))
            return ("month", $"expected a month such as {plan.MonthFormat?.Pattern ?? "2024-01"}");
        if (!TryPeople(Encoding.UTF8.GetString(plan.People.Read(ref fields, scratch)), out var people))
            return ("population", "expected a number of people, 0 or more");
        var values = new Dictionary<string, string>();
        foreach (var attribute in plan.Attributes)
        {
            if (attribute.Read(ref fields, scratch, out var unknown) is not { } value)
                return (attribute.Name, unknown is null ? "expected a value: a table by fewer attributes is a file of its own" : "expected a number, for the attribute has bins");
            values.Add(attribute.Name, value);
        }

        if (scratch.Problem is { } inside)
            return (null, inside);
        row = PopulationRow.Of(month, values, people);
        return null;
    }

    private static bool TryMonth(ReadOnlySpan<byte> text, TimeFormat? format, out Month month)
    {
        if (format is null)
            return Month.TryParse(Encoding.UTF8.GetString(text), out month);
        var isMonth = format.TryParse(text, PanelZone.Utc, out var instant);
        month = isMonth ? Month.Of(Instant.DateOf(instant)) : default;
        return isMonth;
    }

    private static bool TryPeople(string text, out double people) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out people) && people <= MaxPeople;

    private static void Refuse(RejectLog rejects, PopulationSource source, CsvRow line, string? column, string reason) =>
        rejects.AddBeside(new(source.File.Name, line.Line, column, reason, line.Raw));
}
