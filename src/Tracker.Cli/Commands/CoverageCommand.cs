using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Ingest;
using Tracker.Storage.Reports;

namespace Tracker.Cli.Commands;

/// <summary>Prints how much of each month the data holds.</summary>
internal static class CoverageCommand
{
    private const int MostMonths = 120_000;

    private static readonly IReadOnlyList<Column<MonthCoverage>> Columns =
    [
        new("month", month => month.Month),
        new("state", month => month.State.ToString().ToLowerInvariant()),
        new("events", month => month.Events, "#,##0"),
        new("activeConsumers", month => month.ActiveConsumers, "#,##0"),
        new("consumersWithEvents", month => month.ConsumersWithEvents, "#,##0"),
        new("sectorsWithEvents", month => month.SectorsWithEvents),
        new("daysWithEvents", month => month.DaysWithEvents),
        new("unknownConsumers", month => month.Unknown.Any?.Consumers, "0.0%"),
        new("unknownSpend", month => month.Unknown.Any?.Spend, "0.0%"),
        new("mostUnknown", month => month.Unknown.Worst?.Attribute),
        new("ofConsumers", month => month.Unknown.Worst?.Consumers, "0.0%"),
        new("unknownConsumersBy", month => ByAttribute(month, share => share.Consumers), InTable: false),
        new("unknownSpendBy", month => ByAttribute(month, share => share.Spend), InTable: false),
        new("published", month => month.Published, InTable: false),
        new("stale", month => month.Stale, InTable: false),
        new("provisional", month => month.Completeness.Provisional, InTable: false),
        new("completeness", month => month.Completeness.Reason, InTable: false),
    ];

    public static Verb Create()
    {
        var months = WholeNumber.Option("--months", "How many months, the latest; all where nothing is said", "months", 1, MostMonths);
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "coverage",
            "Prints how much of each month the data holds: events, consumers, sectors, days, unknown attributes, and whether it is complete",
            "coverage",
            "coverage --months 12 --format json")
        {
            months, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            int? latest = arguments.GetResult(months) is { Implicit: false } ? arguments.GetValue(months) : null;
            var coverage = await LongWork.RunAsync(
                "coverage", progress => CoverageReader.ReadAsync(opened.Source, latest, new Forward(progress), cancellation));
            Result.Print(verb.Format(arguments), Columns, coverage, Headline(coverage));
        });
    }

    private static string? Headline(IReadOnlyList<MonthCoverage> coverage) =>
        coverage.Count == 0
            ? "nothing was loaded yet"
            : string.Join('\n', coverage.Where(month => month.Completeness.Provisional)
                .Select(month => $"{month.Month} looks incomplete: {month.Completeness.Reason}")) is { Length: > 0 } provisional ? provisional : null;

    private static KeyValuePair<string, double>[] ByAttribute(MonthCoverage month, Func<UnknownShare, double?> share) =>
        [.. month.Unknown.ByAttribute.Where(unknown => share(unknown) is not null).Select(unknown => KeyValuePair.Create(unknown.Attribute, share(unknown)!.Value))];

    private sealed class Forward(IProgress<Progressed> progress) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => progress.Report(new((double)value.Done / value.Total, value.Stage));
    }
}
