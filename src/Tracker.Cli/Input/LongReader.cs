using System.Globalization;

namespace Tracker.Cli.Input;

/// <summary>Reads the rows of a long table: CSV with a header and the columns series, month (or day, or date) and value.</summary>
internal sealed class LongReader
{
    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    private readonly string file;
    private readonly CsvRecords csv;
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <param name="file">How the input is called in messages.</param>
    /// <param name="text">The input.</param>
    /// <exception cref="InputException">There is no header, or not the one expected.</exception>
    public LongReader(string file, TextReader text)
    {
        (this.file, csv) = (file, new CsvRecords(file, text));
        Header = csv.Read() ? LongHeader.Read(file, csv.Fields) : throw new InputException($"{file}: expected a header and rows, it is empty");
        Width = csv.Fields.Count;
    }

    public LongHeader Header { get; }

    private int Width { get; }

    /// <summary>All rows in the order of the file.</summary>
    /// <exception cref="InputException">The first thing that is not as expected, with its line and column.</exception>
    public List<LongRow> ReadAll(CancellationToken cancellationToken)
    {
        var rows = new List<LongRow>();
        while (csv.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (csv.Fields.Count != Width)
                throw new InputException($"{file} line {csv.Line}: expected {Width} fields as in the header, got {csv.Fields.Count}");
            rows.Add(new(Name(), Day(), Value(), csv.Line));
        }

        return rows;
    }

    private string Name()
    {
        var written = csv.Fields[Header.Series];
        if (written.Length == 0)
            throw Unexpected("series", "a name", written);
        return names.TryGetValue(written, out var name) ? name : names[written] = written;
    }

    private DateOnly Day()
    {
        var text = csv.Fields[Header.Period];
        var written = text.AsSpan().Trim();
        if (Header.Kind != PeriodKind.Day && DateOnly.TryParseExact(written, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return month;
        if (DateTime.TryParseExact(written, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.TimeOfDay == TimeSpan.Zero)
            return DateOnly.FromDateTime(time);
        throw Header.Kind switch
        {
            PeriodKind.Month => Unexpected("month", "yyyy-MM", text),
            PeriodKind.Day => Unexpected("day", "yyyy-MM-dd", text),
            _ => Unexpected("date", "yyyy-MM-dd or yyyy-MM", text),
        };
    }

    private double Value()
    {
        var text = csv.Fields[Header.Value];
        var written = text.AsSpan().Trim();
        if (written.IsEmpty || written.Equals("na", StringComparison.OrdinalIgnoreCase) || written.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return double.NaN;
        return double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Unexpected("value", "a number", text);
    }

    private InputException Unexpected(string column, string expected, string came) =>
        new($"{file} line {csv.Line} column {column}: expected {expected}, got \"{(came.Length <= 40 ? came : came[..40] + "…")}\"");
}
