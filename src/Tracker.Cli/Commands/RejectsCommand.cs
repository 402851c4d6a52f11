using System.CommandLine;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Ingest;
using Tracker.Storage.Reports;

namespace Tracker.Cli.Commands;

/// <summary>Prints or exports the rows that were refused.</summary>
internal static class RejectsCommand
{
    /// <summary>More rows than people read: a table sums them up.</summary>
    private const int MostListed = 50;

    private static readonly IReadOnlyList<Column<RejectSummary>> SummaryColumns =
    [
        new("rows", summary => summary.Rows, "#,##0"),
        new("column", summary => summary.Column),
        new("reason", summary => summary.Reason),
        new("files", summary => summary.Files, "#,##0"),
        new("firstLoad", summary => summary.FirstLoad, "0"),
        new("firstFile", summary => summary.FirstFile),
        new("firstLine", summary => summary.FirstLine, "0"),
    ];

    public static Verb Create()
    {
        var load = WholeNumber.Option("--load", "The load whose rejects; of all loads where nothing is said", "number", 0, int.MaxValue);
        var export = new Option<string?>("--export") { Description = "Writes all of them as CSV to a file, - for standard output", HelpName = "file" };
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "rejects",
            "Prints the rows that were refused, and why; a table of many sums them up by column and reason",
            "rejects",
            "rejects --load 3 --format csv",
            "rejects --export rejects.csv")
        {
            load, export, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            int? wanted = arguments.GetResult(load) is { Implicit: false } ? arguments.GetValue(load) : null;
            var count = await RejectedRow.CountAsync(opened.Source, wanted, cancellation);
            var rows = RejectedRow.ReadAsync(opened.Source, wanted, cancellation).ToBlockingEnumerable(cancellation);
            if (arguments.GetValue(export) is { } file)
                await RejectExport.WriteAsync(verb.Format(arguments), file, rows, count);
            else if (verb.Format(arguments) != OutputFormat.Table)
                Result.PrintStream(verb.Format(arguments), RejectExport.Columns, rows);
            else if (count <= MostListed)
                Result.Print(OutputFormat.Table, RejectExport.Columns, [.. rows], count == 0 ? "no row was refused" : null);
            else
                Result.Print(OutputFormat.Table, SummaryColumns, await RejectSummary.ReadAsync(opened.Source, wanted, cancellation), Headline(count));
        });
    }

    private static string Headline(long count) => FormattableString.Invariant(
        $"{count:#,##0} rows were refused; tracker rejects --export rejects.csv writes all of them. By column and reason:");
}
