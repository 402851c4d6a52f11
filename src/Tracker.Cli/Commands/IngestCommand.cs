using System.CommandLine;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Jobs.Stages;
using Tracker.Storage;
using Tracker.Storage.Ingest;
using Tracker.Storage.Work;

namespace Tracker.Cli.Commands;

/// <summary>Loads a folder of files.</summary>
internal static class IngestCommand
{
    private const decimal CentsPerUnit = 100;

    private static readonly IReadOnlyList<Column<LoadReport>> Columns =
    [
        new("load", report => report.Load),
        new("read", report => report.Read, "#,##0"),
        new("accepted", report => report.Accepted, "#,##0"),
        new("rejected", report => report.Rejected, "#,##0"),
        new("duplicates", report => report.Duplicates, "#,##0"),
        new("months", report => Texts(report.Months)),
        new("stale", report => Texts(report.Stale)),
        new("corrected", report => report.Corrected, "#,##0"),
        new("amountRead", report => report.Amounts.ReadCents / CentsPerUnit, "#,##0.00"),
        new("amountAccepted", report => report.Amounts.AcceptedCents / CentsPerUnit, "#,##0.00"),
        new("amountRejected", report => report.Amounts.RejectedCents / CentsPerUnit, "#,##0.00"),
        new("amountDuplicates", report => report.Amounts.DuplicateCents / CentsPerUnit, "#,##0.00"),
        new("consumersNew", report => report.ConsumersNew, "#,##0"),
        new("consumersChanged", report => report.ConsumersChanged, "#,##0"),
        new("consumersRejected", report => report.ConsumerRejects, "#,##0"),
        new("dataVersion", report => report.DataVersion),
    ];

    private static readonly IReadOnlyList<Column<WorkItem>> LaterColumns = [new("work", item => item.WorkId)];

    public static Verb Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Holds consumers and events/ as CSV or lines of JSON, plain or .gz; or any files, with a dataset.yaml that says how they are read",
        };
        var dataset = new Option<string?>("--dataset") { Description = "A dataset.yaml that lies elsewhere, instead of one in the folder", HelpName = "file" };
        var check = new Option<bool>("--check") { Description = "Reads and reports without loading, and without a database: rows are compared within the files only" };
        var later = new Option<bool>("--later") { Description = "Leaves the load to a worker that can read the folder, and prints the number of the work" };
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "ingest",
            "Loads a folder of files and prints the books: read = accepted + rejected + duplicates",
            "ingest panel",
            "ingest panel --check",
            "ingest raw --dataset seeds/datasets/online-retail.yaml --format json")
        {
            folder, dataset, check, later, database,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(check) && result.GetValue(later))
                result.AddError("--check and --later: expected one of them");
        });
        return verb.Does(async (arguments, cancellation) =>
        {
            var (path, mapping) = (arguments.GetRequiredValue(folder), arguments.GetValue(dataset));
            if (arguments.GetValue(check))
            {
                CheckOutput.Print(verb.Format(arguments), await CheckAsync(path, mapping, cancellation));
                return;
            }

            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            if (arguments.GetValue(later))
            {
                var work = IngestStage.Of(Path.GetFullPath(path), mapping is null ? null : Path.GetFullPath(mapping));
                var item = await WorkLedger.AddAsync(opened.Source, work, WorkCommand.Actor, cancellation);
                Result.PrintOne(verb.Format(arguments), LaterColumns, item);
                return;
            }

            Result.PrintOne(verb.Format(arguments), Columns, await LoadAsync(opened, path, mapping, cancellation));
        });
    }

    /// <param name="dataset">A dataset.yaml that lies elsewhere; null for the one in the folder, if there is one.</param>
    public static Task<LoadReport> LoadAsync(TrackerDatabase database, string folder, string? dataset, CancellationToken cancellation) =>
        LongWork.RunAsync("ingest", progress => Loader.LoadAsync(database.Source, folder, dataset, new Forward(progress), cancellation));

    private static Task<CheckReport> CheckAsync(string folder, string? dataset, CancellationToken cancellation) =>
        LongWork.RunAsync("check", progress => FolderCheck.RunAsync(folder, dataset, new Forward(progress), cancellation));

    private static string[] Texts<T>(IReadOnlyList<T> items) => [.. items.Select(item => item!.ToString()!)];

    private sealed class Forward(IProgress<Progressed> progress) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => progress.Report(new(value.Total == 0 ? 0 : (double)value.Done / value.Total, value.Stage));
    }
}
