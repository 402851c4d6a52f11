using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tracker.Api.Output;

/// <summary>RFC 4180 with a header and line feeds. A list is joined with semicolons, texts and numbers by name as name=text, those of an object parted by spaces; nothing is an empty cell.</summary>
public static class CsvOutput
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static void Write<T>(Stream stream, IReadOnlyList<Column<T>> columns, IEnumerable<T> records)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', columns.Select(column => column.Name)));
        foreach (var record in records)
            writer.WriteLine(string.Join(',', columns.Select(column => Cell(column.Value(record)))));
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        double number => Finite(number).ToString("R", CultureInfo.InvariantCulture),
        int or long or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IReadOnlyList<string> texts => Quoted(string.Join(';', texts)),
        IReadOnlyList<KeyValuePair<string, string>> named => Quoted(string.Join(';', named.Select(pair => $"{pair.Key}={pair.Value}"))),
        IReadOnlyList<KeyValuePair<string, double>> named =>
            Quoted(string.Join(';', named.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={Finite(pair.Value):R}")))),
        IReadOnlyList<Fields> objects => Quoted(string.Join(';', objects.Select(one => Row(one.Values)))),
        _ => Quoted(value.ToString() ?? ""),
    };

    private static string Row(IReadOnlyList<KeyValuePair<string, object?>> row) => string.Join(' ', row.Select(pair => pair.Value is double number
        ? string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={Finite(number):R}")
        : string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));

    private static double Finite(double number) =>
        double.IsFinite(number) ? number : throw new InvalidOperationException("a result is finite or absent");

    private static string Quoted(string text)
    {
        var safe = SpreadsheetCell.Disarm(text);
        return safe.AsSpan().ContainsAny(Special) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
