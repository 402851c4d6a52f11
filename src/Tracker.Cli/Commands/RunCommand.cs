using System.CommandLine;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Movers;
using Tracker.Jobs;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Cli.Commands;

/// <summary>Computes a month.</summary>
internal static class RunCommand
{
    private const string Positive = "positive";
    private const string Any = "any";

    private static readonly IReadOnlyList<Column<Run>> Columns =
    [
        new("month", run => run.Month),
        new("provisional", run => run.Provisional),
        new("completeness", run => run.Completeness),
        new("dataVersion", run => run.DataVersion),
        new("series", run => run.Series),
        new("significant", run => run.Significant),
        new("panelSize", run => run.PanelSize, "#,##0"),
        new("joined", run => run.Joined, "#,##0"),
        new("left", run => run.Left, "#,##0"),
        new("stayed", run => run.Stayed, "#,##0"),
        new("population", run => run.Population, "#,##0.##"),
        new("weighting", run => run.Weighting),
        new("effectiveSampleSize", run => run.EffectiveSampleSize, "#,##0.0"),
        new("largestWeight", run => run.LargestWeight, "#,##0.####"),
        new("trimmed", run => run.Trimmed, "#,##0"),
        new("outsideTargets", run => run.OutsideTargets, "#,##0"),
        new("weightingGap", run => run.WeightingGap, "0.0e+0"),
        new("mergedCells", run => Lines(run.MergedCells)),
        new("fittedMonths", run => run.FittedMonths),
        new("calibration", run => run.Calibration, "#,##0"),
        new("seed", run => run.Seed),
        new("configuration", run => run.ConfigurationHash),
        new("codeVersion", run => run.CodeVersion),
        new("revisedBecause", run => run.RevisedBecause),
    ];

    public static Verb Create()
    {
        var month = MonthOption.Create("--month", "What to compute; the last complete month where nothing is said");
        var from = MonthOption.Create("--from", "Computes every month from this one on, each as of its own past, the oldest first");
        var to = MonthOption.Create("--to", "The last month of --from; the last complete month where nothing is said");
        var stale = new Option<bool>("--stale") { Description = "Computes every published month anew whose data has changed since, the oldest first" };
        var moversOnly = new Option<bool>("--movers-only") { Description = "Leaves the drivers and splits of the movers to a later run" };
        var dependence = Choice.Option(
            "--dependence", "How tests may depend on each other; any holds whatever they do and finds less", Positive, [Positive, Any]);
        var database = DatabaseOption.Create();
        var verb = new Verb("run", "Computes the movers of a month, what drives them and their splits; on the same data it finds what it computed before", "run", "run --month 2025-10", "run --from 2021-01 --to 2025-10 --movers-only", "run --stale")
        {
            month, from, to, stale, moversOnly, dependence, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var (first, last) = (arguments.GetValue(from), arguments.GetValue(to));
            if (arguments.GetValue(stale) && arguments.GetValue(month) is { } named)
                throw new InputException($"run: expected --month {named} or --stale, got both");
            if (first is not null && (arguments.GetValue(stale) || arguments.GetValue(month) is not null))
                throw new InputException($"run: expected --from {first} alone or with --to, got --month or --stale as well");
            if (first is null && last is not null)
                throw new InputException($"run: expected --from with --to {last}");
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var options = ScoringOptions.Default with
            {
                Dependence = arguments.GetValue(dependence) == Any ? Dependence.Arbitrary : Dependence.Positive,
            };
            var explain = !arguments.GetValue(moversOnly);
            if (arguments.GetValue(stale))
            {
                var runs = await ComputeMonths.StaleAsync(opened, explain, options, Notes.Instance, cancellation);
                Result.Print(verb.Format(arguments), Columns, runs, runs.Count == 0 ? "no published month is stale" : null);
                return;
            }

            if (first is { } start)
            {
                var runs = await ComputeMonths.FromAsync(opened, start, last, explain, options, Notes.Instance, cancellation);
                Result.Print(verb.Format(arguments), Columns, runs, null);
                return;
            }

            var run = explain
                ? await ComputeMonth.RunAsync(opened, arguments.GetValue(month), options, Notes.Instance, cancellation)
                : await ComputeMonth.RankAsync(opened, arguments.GetValue(month), options, Notes.Instance, cancellation);
            Result.PrintOne(verb.Format(arguments), Columns, run);
        });
    }

    private static string[] Lines(string? text) => string.IsNullOrEmpty(text) ? [] : text.Split('\n');
}
