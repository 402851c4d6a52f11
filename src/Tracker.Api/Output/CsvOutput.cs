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
        using var writer = Writer(stream);
        writer.WriteLine(string.Join(',', columns.Select(column => Quoted(column.Name))));
        foreach (var record in records)
            writer.WriteLine(string.Join(',', columns.Select(column => Cell(column.Value(record)))));
    }

    /// <summary>A sheet whose first row is a header.</summary>
    public static void Write(Stream stream, Sheet sheet)
    {
        using var writer = Writer(stream);
        foreach (var row in sheet.Rows)
            writer.WriteLine(string.Join(',', row.Select(Cell)));
    }

    /// <summary>What stands in a cell, without quotes.</summary>
    internal static string TextOf(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        double number => Finite(number).ToString("R", CultureInfo.InvariantCulture),
        int or long or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        IReadOnlyList<string> texts => string.Join(';', texts),
        IReadOnlyList<KeyValuePair<string, string>> named => string.Join(';', named.Select(pair => $"{pair.Key}={pair.Value}")),
        IReadOnlyList<KeyValuePair<string, double>> named =>
            string.Join(';', named.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={Finite(pair.Value):R}"))),
        IReadOnlyList<Fields> objects => string.Join(';', objects.Select(one => Row(one.Values))),
        _ => value.ToString() ?? "",
    };

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };

    private static string Cell(object? value) => value is null or bool or double or int or long or decimal ? TextOf(value) : Quoted(TextOf(value));

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
