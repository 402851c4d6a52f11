namespace Tracker.Cli.Input;

/// <summary>The series of a long table, in the order of their names. The order of its rows does not matter.</summary>
/// <param name="Kind">Months, when the header or the cells say so or no series has two days of one month; else days.</param>
/// <param name="Series">At least one, each with at least one period.</param>
internal sealed record LongTable(PeriodKind Kind, IReadOnlyList<InputSeries> Series)
{
    /// <summary>A hundred years of days.</summary>
    private const int LongestSpan = 36_525;

    /// <param name="path">A file, or "-" for standard input.</param>
    /// <param name="note">Told what was ignored.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">The input is not as expected.</exception>
    public static LongTable Read(string path, Action<string> note, CancellationToken cancellationToken)
    {
        var file = InputFile.NameOf(path);
        using var text = InputFile.Open(path);
        var reader = new LongReader(file, text);
        var header = reader.Header;
        var rows = reader.ReadAll(cancellationToken);
        if (rows.Count == 0)
            throw new InputException($"{file}: expected rows after the header, there are none");
        if (header.Ignored.Count > 0)
            note($"{file}: ignored the columns {string.Join(", ", header.Ignored)}");

        var bySeries = rows.GroupBy(row => row.Series).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        var kind = header.Kind ?? (bySeries.All(HasOneRowAMonth) ? PeriodKind.Month : PeriodKind.Day);
        return new(kind, [.. bySeries.Select(group => Assemble(file, group.Key, group, kind))]);
    }

    /// <summary>The latest period of the table.</summary>
    public Period Last => Series.Select(series => series.End + -1).MaxBy(period => period.Number);

    private static bool HasOneRowAMonth(IEnumerable<LongRow> rows)
    {
        var months = new Dictionary<int, DateOnly>();
        return rows.All(row => months.TryAdd(Period.Of(PeriodKind.Month, row.Day).Number, row.Day)
            || months[Period.Of(PeriodKind.Month, row.Day).Number] == row.Day); // the same day twice is a duplicate, not a sign of days
    }

    private static InputSeries Assemble(string file, string name, IEnumerable<LongRow> rows, PeriodKind kind)
    {
        var byPeriod = new SortedDictionary<int, LongRow>();
        foreach (var row in rows)
        {
            var period = Period.Of(kind, row.Day);
            if (!byPeriod.TryAdd(period.Number, row))
                throw new InputException($"{file} line {row.Line}: expected one row for series {name} and {period}, line {byPeriod[period.Number].Line} has it already");
        }

        var first = byPeriod.Keys.First();
        var span = byPeriod.Keys.Last() - first + 1;
        if (span > LongestSpan)
            throw new InputException($"{file}: expected at most {LongestSpan} periods a series, {name} goes from {new Period(kind, first)} to {new Period(kind, first + span - 1)}");
        var values = new double[span];
        Array.Fill(values, double.NaN);
        foreach (var (number, row) in byPeriod)
            values[number - first] = row.Value;
        return new(name, new Period(kind, first), values);
    }
}
