using Tracker.Api.Output;
using Tracker.Core.Panel;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Api.Runs;

/// <summary>One computation of one month on one version of the data. What it found is null until it is done.</summary>
/// <param name="Run">Its number.</param>
/// <param name="Status">pending, running, done or failed.</param>
/// <param name="Provisional">The loads of the month look incomplete.</param>
/// <param name="Completeness">Why, or why not.</param>
/// <param name="Series">Scored.</param>
/// <param name="Significant">Of them more than chance explains.</param>
/// <param name="PanelSize">Active consumers.</param>
/// <param name="Population">The people that the panel stands for.</param>
/// <param name="Weighting">How far the weights reach the population targets.</param>
/// <param name="EffectiveSampleSize">So many consumers of equal weight would tell as much.</param>
/// <param name="FittedMonths">Months before, which the forecasts rest on.</param>
/// <param name="Calibration">Scores that p is counted in.</param>
/// <param name="Configuration">SHA-256 of the options.</param>
/// <param name="RevisedBecause">Why its results differ from those published before.</param>
/// <param name="Error">Why the last attempt failed.</param>
internal sealed record RunRow(
    long Run, string Month, RunStatus Status, bool? Provisional, string? Completeness, long DataVersion, int? Series, int? Significant, int? PanelSize, int? Joined,
    int? Left, int? Stayed, double? Population, string? Weighting, double? EffectiveSampleSize, double? LargestWeight, int? Trimmed, int? OutsideTargets,
    double? WeightingGap, IReadOnlyList<string> MergedCells, int? FittedMonths, int? Calibration, long Seed, string Configuration, string CodeVersion,
    string? RevisedBecause, string CreatedAt, string? StartedAt, string? FinishedAt, string? Error)
{
    public static readonly RunRow Example = new(
        12, "2025-10", RunStatus.Done, false, "looks complete: 101% of the usual events a day of an active consumer", 3, 297, 4, 98_210, 1204, 988, 97_006, 98_210,
        "no-targets", 98_210, 1, 0, 0, 0, [], 80, 7128, 5_201_994_318_223_001_277, "9d0c…", "0.1.0+3f9a0c2b7d51", null, "2025-11-02T04:12:00Z",
        "2025-11-02T04:12:00Z", "2025-11-02T04:12:09Z", null);

    public static RunRow Of(Run run) =>
        new(
            run.RunId, run.Month.ToString(), run.Status, run.Provisional, run.Completeness, run.DataVersion, run.Series, run.Significant, run.PanelSize, run.Joined,
            run.Left, run.Stayed, run.Population, run.Weighting, run.EffectiveSampleSize, run.LargestWeight, run.Trimmed, run.OutsideTargets, run.WeightingGap,
            string.IsNullOrEmpty(run.MergedCells) ? [] : run.MergedCells.Split('\n'), run.FittedMonths, run.Calibration, run.Seed, run.ConfigurationHash,
            run.CodeVersion, run.RevisedBecause, Instant.Show(run.CreatedAt), Shown(run.StartedAt), Shown(run.FinishedAt), run.Error);

    private static string? Shown(DateTimeOffset? moment) => moment is { } known ? Instant.Show(known) : null;
}

/// <summary>What to compute.</summary>
/// <param name="Month">A complete month of the data.</param>
internal sealed record NewRun(Month Month);

/// <summary>A month that someone asked to have computed.</summary>
/// <param name="Request">The number of the work.</param>
/// <param name="Status">queued, running, done or failed; what failed for good waits for an operator, who may retry it.</param>
/// <param name="Steps">What has been done, in words.</param>
/// <param name="Run">The run that answers it, once it is done.</param>
/// <param name="Error">Why the last attempt failed.</param>
internal sealed record RunRequestRow(
    long Request, string Month, RunRequestStatus Status, IReadOnlyList<string> Steps, long? Run, string? Error, string RequestedAt, string? FinishedAt)
{
    public static readonly RunRequestRow Example = new(4, "2025-10", RunRequestStatus.Queued, [], null, null, "2025-11-02T04:12:00Z", null);

    public static RunRequestRow Of(WorkItem item) =>
        new(
            item.WorkId, item.Month!.Value.ToString(), StatusOf(item.Status), item.Steps, item.RunId, item.Error, Instant.Show(item.CreatedAt),
            item.FinishedAt is { } finished ? Instant.Show(finished) : null);

    private static RunRequestStatus StatusOf(WorkStatus status) => status switch
    {
        WorkStatus.Queued => RunRequestStatus.Queued,
        WorkStatus.Running => RunRequestStatus.Running,
        WorkStatus.Done => RunRequestStatus.Done,
        _ => RunRequestStatus.Failed,
    };
}

/// <summary>How far a request is.</summary>
internal enum RunRequestStatus
{
    Queued,

    Running,

    Done,

    Failed,
}
