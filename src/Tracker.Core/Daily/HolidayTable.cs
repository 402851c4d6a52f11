using System.Globalization;

namespace Tracker.Core.Daily;

/// <summary>Reads a table of yearly holidays: name, rule, first, last, shape, as in seeds/holidays/us.csv.</summary>
public static class HolidayTable
{
    private const int Fields = 5;

    /// <param name="text">CSV with a header, without quotes.</param>
    /// <exception cref="FormatException">A row that is not an effect.</exception>
    public static IReadOnlyList<CalendarEffect> Parse(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => Effect(line.TrimEnd('\r').Split(',')))];

    private static CalendarEffect Effect(string[] row)
    {
        if (row.Length == Fields
            && int.TryParse(row[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(row[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var last)
            && last >= first
            && Enum.TryParse<EffectShape>(row[4], ignoreCase: true, out var shape))
            return new(row[0], HolidayRule.Parse(row[1]), first, last, shape);
        throw new FormatException($"holiday {string.Join(',', row)}: expected name, rule, first day, last day, level or ramp");
    }
}
