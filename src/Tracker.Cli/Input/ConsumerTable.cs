using System.Globalization;
using System.Text;

namespace Tracker.Cli.Input;

/// <summary>A table with one row a consumer, its columns by name.</summary>
internal sealed class ConsumerTable
{
    private readonly string file;
    private readonly List<string> names;
    private readonly List<string>[] columns;
    private readonly List<int> lines = [];

    private ConsumerTable(string file, IReadOnlyList<string> header)
    {
        this.file = file;
        names = [.. header.Select(name => name.Trim())];
        columns = [.. names.Select(_ => new List<string>())];
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException($"{file} line 1: expected every column once, got {twice.Key} {twice.Count()} times");
    }

    public IReadOnlyList<string> Names => names;

    public int Rows => lines.Count;

    /// <exception cref="InputException">The file cannot be read, is not CSV, or a row has not as many fields as the header.</exception>
    public static ConsumerTable Read(string path, CancellationToken cancellation)
    {
        var file = InputFile.NameOf(path);
        try
        {
            using var text = InputFile.Open(path);
            var records = new CsvRecords(file, text);
            if (!records.Read())
                throw new InputException($"{file}: expected a header and rows, it is empty");
            var table = new ConsumerTable(file, records.Fields);
            var known = table.columns.Select(_ => new Dictionary<string, string>(StringComparer.Ordinal)).ToArray();
            while (records.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                table.Add(records, known);
            }

            return table;
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{file}: expected UTF-8, got other bytes");
        }
        catch (InvalidDataException error)
        {
            throw new InputException($"{file}: {error.Message}");
        }
    }

    /// <summary>The texts of a column.</summary>
    /// <param name="option">What named the column, for the message.</param>
    /// <param name="name">The column.</param>
    /// <exception cref="InputException">There is no such column.</exception>
    public IReadOnlyList<string> Texts(string option, string name)
    {
        var at = names.IndexOf(name);
        return at >= 0 ? columns[at] : throw new InputException($"{option} {name}: {file} has the columns {string.Join(", ", names)}");
    }

    /// <summary>The numbers of a column, all of them finite.</summary>
    /// <exception cref="InputException">There is no such column, or it has something else in it.</exception>
    public double[] Numbers(string option, string name)
    {
        var texts = Texts(option, name);
        var numbers = new double[texts.Count];
        for (var row = 0; row < numbers.Length; row++)
        {
            if (!double.TryParse(texts[row], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]) || !double.IsFinite(numbers[row]))
                throw new InputException($"{file} line {lines[row]}: {name}: expected a finite number, got {(texts[row].Length == 0 ? "nothing" : texts[row])}");
        }

        return numbers;
    }

    /// <summary>Puts the rows in the order of a column, so that their order in the file changes nothing.</summary>
    /// <exception cref="InputException">There is no such column, or a text is in it twice.</exception>
    public void SortBy(string option, string name)
    {
        var keys = Texts(option, name);
        int[] order = [.. Enumerable.Range(0, Rows).OrderBy(row => keys[row], StringComparer.Ordinal)];
        for (var i = 1; i < order.Length; i++)
        {
            if (keys[order[i]] == keys[order[i - 1]])
                throw new InputException($"{file} line {lines[order[i]]}: {name}: expected one row a consumer, got {keys[order[i]]} again (line {lines[order[i - 1]]})");
        }

        for (var column = 0; column < columns.Length; column++)
            columns[column] = [.. order.Select(row => columns[column][row])];
        int[] sorted = [.. order.Select(row => lines[row])];
        lines.Clear();
        lines.AddRange(sorted);
    }

    private void Add(CsvRecords records, Dictionary<string, string>[] known)
    {
        if (records.Fields.Count != names.Count)
            throw new InputException($"{file} line {records.Line}: expected {names.Count} fields as in the header, got {records.Fields.Count}");
        lines.Add(records.Line);
        for (var column = 0; column < columns.Length; column++)
        {
            var text = records.Fields[column].Trim();
            if (!known[column].TryGetValue(text, out var same))
                known[column].Add(text, same = text);
            columns[column].Add(same);
        }
    }
}
