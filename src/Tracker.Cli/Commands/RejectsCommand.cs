using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Ingest;

namespace Tracker.Cli.Commands;

/// <summary>Prints the rows that were refused.</summary>
internal static class RejectsCommand
{
    private static readonly IReadOnlyList<Column<RejectedRow>> Columns =
    [
        new("load", row => row.Load),
        new("file", row => row.Reject.File),
        new("line", row => row.Reject.Line, "0"),
        new("column", row => row.Reject.Column),
        new("reason", row => row.Reject.Reason),
        new("raw", row => row.Reject.Raw),
    ];

    public static Verb Create()
    {
        var load = WholeNumber.Option("--load", "The load whose rejects; of all loads where nothing is said", "number", 0, int.MaxValue);
        var database = DatabaseOption.Create();
        var verb = new Verb("rejects", "Prints the rows that were refused, and why", "rejects", "rejects --load 3 --format csv")
        {
            load, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            int? wanted = arguments.GetResult(load) is { Implicit: false } ? arguments.GetValue(load) : null;
            var rows = await RejectedRow.ReadAsync(opened.Source, wanted, cancellation);
            Result.Print(verb.Format(arguments), Columns, rows, rows.Count == 0 ? "no row was refused" : null);
        });
    }
}
