using System.Globalization;

namespace Tracker.Cli.Output;

/// <summary>A value as people read it.</summary>
internal static class TableCell
{
    public static string Show(object? value, string? format = null) => value switch
    {
        null => "–",
        bool flag => flag ? "yes" : "no",
        double number => number.ToString(format ?? FormatFor(Math.Abs(number)), CultureInfo.InvariantCulture),
        int or long or decimal => ((IFormattable)value).ToString(format, CultureInfo.InvariantCulture),
        IReadOnlyList<string> texts => Printable(string.Join(", ", texts)),
        IReadOnlyList<KeyValuePair<string, string>> named => Printable(string.Join(", ", named.Select(pair => $"{pair.Key}={pair.Value}"))),
        IReadOnlyList<KeyValuePair<string, double>> named => Printable(string.Join(", ", named.Select(pair => $"{pair.Key}={Show(pair.Value, format)}"))),
        _ => Printable(value.ToString() ?? ""),
    };

    /// <summary>About four digits that matter, with the same places for numbers of like size.</summary>
    private static string FormatFor(double size) => size switch
    {
        >= 1000 => "#,##0",
        >= 10 or 0 => "0.00",
        >= 0.001 => "0.0000",
        _ => "0.00e0",
    };

    /// <summary>Names come from data: what a terminal would obey becomes a dot.</summary>
    private static string Printable(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.AsSpan().ContainsAnyInRange('\x7f', '\x9f')
            ? string.Concat(text.Select(letter => char.IsControl(letter) ? '·' : letter))
            : text;
}
