using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>One computation, as the ledger (<c>tracker.runs</c>) has it. Times are nowhere but here.</summary>
public sealed record Run
{
    public long RunId { get; init; }

    public required string Kind { get; init; }

    public required Month Month { get; init; }

    public required long DataVersion { get; init; }

    public required string ConfigurationHash { get; init; }

    public required string CodeVersion { get; init; }

    /// <summary>The options as JSON, for people; the key holds their hash.</summary>
    public required string Configuration { get; init; }

    public required long Seed { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>Counts the times that the run was taken up; who holds an older number cannot write any more.</summary>
    public long Fence { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When a program last took it up or ended it.</summary>
    public DateTimeOffset? HeartbeatAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Error { get; init; }

    /// <summary>Series that were scored.</summary>
    public int? Series { get; init; }

    /// <summary>Movers that are more than chance.</summary>
    public int? Significant { get; init; }

    /// <summary>Active consumers of the month.</summary>
    public int? PanelSize { get; init; }

    /// <summary>Active consumers of the month who were not active in the month before.</summary>
    public int? Joined { get; init; }

    /// <summary>Active consumers of the month before who are not active in the month.</summary>
    public int? Left { get; init; }

    /// <summary>Active consumers of both.</summary>
    public int? Stayed { get; init; }

    /// <summary>The number of people that the panel stands for in the month: of the targets, else N*.</summary>
    public double? Population { get; init; }

    /// <summary>How far the weights reach the population targets, such as exact or contradictory; no-targets without any.</summary>
    public string? Weighting { get; init; }

    /// <summary>The largest relative difference between a target and the weighted total of its consumers.</summary>
    public double? WeightingGap { get; init; }

    /// <summary>How many consumers of equal weight would tell as much.</summary>
    public double? EffectiveSampleSize { get; init; }

    /// <summary>The most people that an active consumer stands for.</summary>
    public double? LargestWeight { get; init; }

    /// <summary>Active consumers whose weight was trimmed.</summary>
    public int? Trimmed { get; init; }

    /// <summary>Active consumers in no cell of the targets; they have the mean weight.</summary>
    public int? OutsideTargets { get; init; }

    /// <summary>Cells of the targets without an active consumer, and into which each was merged: a line for each.</summary>
    public string? MergedCells { get; init; }

    /// <summary>Scores that the p-values were counted in.</summary>
    public int? Calibration { get; init; }

    /// <summary>Months before the month that the forecasts rest on.</summary>
    public int? FittedMonths { get; init; }

    /// <summary>The loads of the month look incomplete; see <see cref="Core.Panel.Completeness"/>. Null before it is done.</summary>
    public bool? Provisional { get; init; }

    /// <summary>Why the month is provisional or not: what was compared, what was expected and what came.</summary>
    public string? Completeness { get; init; }

    /// <summary>The run of the month that was published before, where its results differ; null where nothing was revised.</summary>
    public long? RevisedRunId { get; init; }

    /// <summary>Why they differ: loads, options, program.</summary>
    public string? RevisedBecause { get; init; }

    public RunKey Key => new(Kind, Month, DataVersion, ConfigurationHash, CodeVersion);
}
