namespace Tracker.Cli.Input;

/// <summary>Where the columns of a long table stand.</summary>
/// <param name="Series">Index of the column with the name.</param>
/// <param name="Period">Index of the column with the month or day.</param>
/// <param name="Value">Index of the column with the value.</param>
/// <param name="Kind">What the header says a period is; null for <c>date</c>, which may be either.</param>
/// <param name="Ignored">Columns that are not known; <c>set</c> is, and is ignored too.</param>
internal sealed record LongHeader(int Series, int Period, int Value, PeriodKind? Kind, IReadOnlyList<string> Ignored)
{
    private static readonly string[] Periods = ["month", "day", "date"];

    /// <exception cref="InputException">A column is missing or there twice.</exception>
    public static LongHeader Read(string file, IReadOnlyList<string> columns)
    {
        var names = columns.Select(column => column.Trim().ToLowerInvariant()).ToArray();
        var periods = names.Where(Periods.Contains).ToArray();
        if (periods.Length > 1)
            throw Unexpected(file, columns);
        var period = periods.Length == 1 ? periods[0] : throw Unexpected(file, columns);
        return new(
            At("series"),
            At(period),
            At("value"),
            period switch { "month" => PeriodKind.Month, "day" => PeriodKind.Day, _ => null },
            [.. names.Where(name => name is not ("series" or "value" or "set") && name != period)]);

        int At(string name) => names.Count(column => column == name) == 1 ? Array.IndexOf(names, name) : throw Unexpected(file, columns);
    }

    private static InputException Unexpected(string file, IReadOnlyList<string> columns) =>
        new($"{file} line 1: expected the columns series, month (or day, or date) and value once each, got {string.Join(",", columns)}");
}
