using System.Globalization;
using Tracker.Cli.Output;
using Tracker.Storage.Ingest;

namespace Tracker.Cli.Commands;

/// <summary>Writes rejects to a CSV file, one after the other.</summary>
internal static class RejectExport
{
    public const string StandardOutput = "-";

    private const int BufferSize = 1 << 16;

    public static readonly IReadOnlyList<Column<RejectedRow>> Columns =
    [
        new("load", row => row.Load),
        new("file", row => row.Reject.File),
        new("line", row => row.Reject.Line, "0"),
        new("column", row => row.Reject.Column),
        new("reason", row => row.Reject.Reason),
        new("raw", row => row.Reject.Raw),
    ];

    private static readonly IReadOnlyList<Column<(string File, long Rows)>> Written =
    [
        new("file", written => written.File),
        new("rows", written => written.Rows, "#,##0"),
    ];

    /// <param name="format">How a file and its rows are printed once it is written.</param>
    /// <param name="file">Its path; what it held before is replaced. - is standard output.</param>
    /// <param name="rows">Read while they are written.</param>
    /// <param name="expected">How many they are, for the progress.</param>
    public static async Task WriteAsync(OutputFormat format, string file, IEnumerable<RejectedRow> rows, long expected)
    {
        if (file == StandardOutput)
        {
            Result.PrintStream(OutputFormat.Csv, Columns, rows);
            return;
        }

        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, BufferSize);
        var written = 0L;
        try
        {
            await LongWork.RunAsync("export", progress => Task.Run(() =>
            {
                CsvOutput.Write(stream, Columns, Counted(progress));
                stream.Flush();
                return written;
            }));
        }
        catch
        {
            if (stream.CanSeek)
                stream.SetLength(0); // half of them would look like all
            throw;
        }

        Result.PrintOne(format, Written, (file, written));

        IEnumerable<RejectedRow> Counted(IProgress<Progressed> progress)
        {
            foreach (var row in rows)
            {
                yield return row;
                if (++written % 1024 == 0)
                    progress.Report(new(Math.Min(1, (double)written / expected), string.Create(CultureInfo.InvariantCulture, $"{written:#,##0} rows")));
            }
        }
    }
}
