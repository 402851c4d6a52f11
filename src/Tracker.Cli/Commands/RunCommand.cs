using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Jobs;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Cli.Commands;

/// <summary>Computes a month.</summary>
internal static class RunCommand
{
    private static readonly IReadOnlyList<Column<Run>> Columns =
    [
        new("month", run => run.Month),
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
    ];

    public static Verb Create()
    {
        var month = MonthOption.Create("--month", "What to compute; the last complete month where nothing is said");
        var database = DatabaseOption.Create();
        var verb = new Verb("run", "Computes the movers of a month; on the same data it finds what it computed before", "run", "run --month 2025-10")
        {
            month, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            Result.PrintOne(verb.Format(arguments), Columns, await ComputeAsync(opened, arguments.GetValue(month), cancellation));
        });
    }

    private static string[] Lines(string? text) => string.IsNullOrEmpty(text) ? [] : text.Split('\n');

    public static Task<Run> ComputeAsync(TrackerDatabase database, Month? month, CancellationToken cancellation) =>
        ComputeMonth.RunAsync(database, month, ScoringOptions.Default, Notes.Instance, cancellation);
}
