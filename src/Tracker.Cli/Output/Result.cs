namespace Tracker.Cli.Output;

/// <summary>Standard output: the result of a command and nothing else.</summary>
internal static class Result
{
    private const int BufferSize = 1 << 16;

    /// <summary>Prints a list: a table, an array of objects, or CSV with a header.</summary>
    /// <param name="format">Which of them.</param>
    /// <param name="columns">What of each record, in their order.</param>
    /// <param name="records">What is printed.</param>
    /// <param name="headline">Said above a table; programs read it from the records.</param>
    public static void Print<T>(OutputFormat format, IReadOnlyList<Column<T>> columns, IReadOnlyCollection<T> records, string? headline = null) =>
        Write(stream =>
        {
            switch (format)
            {
                case OutputFormat.Json: JsonOutput.WriteAll(stream, columns, records); break;
                case OutputFormat.Csv: CsvOutput.Write(stream, columns, records); break;
                default: TableOutput.WriteAll(stream, columns, records, headline); break;
            }
        });

    /// <summary>Prints a list for programs as it comes, whatever its length: an array of objects, or CSV with a header.</summary>
    public static void PrintStream<T>(OutputFormat format, IReadOnlyList<Column<T>> columns, IEnumerable<T> records) =>
        Write(stream =>
        {
            switch (format)
            {
                case OutputFormat.Json: JsonOutput.WriteAll(stream, columns, records); break;
                case OutputFormat.Csv: CsvOutput.Write(stream, columns, records); break;
                default: throw new ArgumentException("a table is not printed as it comes: its columns are as wide as the widest value", nameof(format));
            }
        });

    /// <summary>Prints one thing: names beside values, an object, or CSV with a header and one row.</summary>
    public static void PrintOne<T>(OutputFormat format, IReadOnlyList<Column<T>> columns, T record) =>
        Write(stream =>
        {
            switch (format)
            {
                case OutputFormat.Json: JsonOutput.WriteOne(stream, columns, record); break;
                case OutputFormat.Csv: CsvOutput.Write(stream, columns, [record]); break;
                default: TableOutput.WriteOne(stream, columns, record); break;
            }
        });

    /// <summary>Prints to standard output, or writes a file anew.</summary>
    /// <param name="file">Null for standard output.</param>
    /// <param name="print">Writes all of it.</param>
    public static void WriteTo(string? file, Action<Stream> print)
    {
        if (file is null)
        {
            Write(print);
            return;
        }

        using var whole = new MemoryStream();
        print(whole); // a result that fails half way leaves the file as it was
        File.WriteAllBytes(file, whole.ToArray());
    }

    /// <summary>A reader that has gone (a pipe into head) is no error: the runtime's stream takes the rest and is silent.</summary>
    private static void Write(Action<Stream> print)
    {
        using var stream = new BufferedStream(Console.OpenStandardOutput(), BufferSize);
        print(stream);
    }
}
