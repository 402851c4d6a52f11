using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Reports;

namespace Tracker.Cli.Commands;

/// <summary>Prints the books of all loads.</summary>
internal static class LoadsCommand
{
    private const int MostShown = 1_000_000;
    private const int UsualTop = 20;
    private const decimal CentsPerUnit = 100;

    private static readonly IReadOnlyList<Column<LoadBooks>> Columns =
    [
        new("load", load => load.Load, "0"),
        new("finishedAt", load => Instant.Show(load.FinishedAt)),
        new("source", load => load.Source),
        new("read", load => load.Read, "#,##0"),
        new("accepted", load => load.Accepted, "#,##0"),
        new("rejected", load => load.Rejected, "#,##0"),
        new("duplicates", load => load.Duplicates, "#,##0"),
        new("corrected", load => load.Corrected, "#,##0"),
        new("amountRead", load => load.Amounts.ReadCents / CentsPerUnit, "#,##0.00", InTable: false),
        new("amountAccepted", load => load.Amounts.AcceptedCents / CentsPerUnit, "#,##0.00"),
        new("amountRejected", load => load.Amounts.RejectedCents / CentsPerUnit, "#,##0.00"),
        new("amountDuplicates", load => load.Amounts.DuplicateCents / CentsPerUnit, "#,##0.00"),
        new("consumersNew", load => load.ConsumersNew, "#,##0"),
        new("consumersChanged", load => load.ConsumersChanged, "#,##0"),
        new("monthsTouched", load => load.Months.Count, "0"),
        new("firstMonth", load => load.Months.Count == 0 ? null : load.Months[0]),
        new("lastMonth", load => load.Months.Count == 0 ? null : load.Months[^1]),
        new("months", load => load.Months.Select(month => month.ToString()).ToArray(), InTable: false),
        new("removed", load => load.Removed, "#,##0", InTable: false),
        new("dataVersion", load => load.DataVersion, "0"),
    ];

    public static Verb Create()
    {
        var top = WholeNumber.Option("--top", "Rows of the table, the newest (JSON and CSV have all)", "rows", 1, MostShown, UsualTop);
        var database = DatabaseOption.Create();
        var verb = new Verb("loads", "Prints what was loaded: the books of every load, in rows and in money, the newest first", "loads", "loads --format csv")
        {
            top, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var format = verb.Format(arguments);
            var loads = await LoadBooks.ReadAsync(opened.Source, cancellation);
            var shown = format == OutputFormat.Table ? [.. loads.Take(arguments.GetValue(top))] : loads;
            Result.Print(format, Columns, shown, loads.Count switch
            {
                0 => "nothing was loaded yet",
                1 => "1 load:",
                var count when count == shown.Count => $"{count} loads, the newest first:",
                var count => $"{count} loads. The newest {shown.Count}:",
            });
        });
    }
}
