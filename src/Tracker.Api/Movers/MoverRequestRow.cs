using Tracker.Api.Output;
using Tracker.Core.Panel;
using Tracker.Jobs.Stages;
using Tracker.Storage.Work;

namespace Tracker.Api.Movers;

/// <summary>What to find out about a mover.</summary>
/// <param name="Sector">Of the mover.</param>
/// <param name="Metric">Of the mover.</param>
/// <param name="Month">Of the mover, yyyy-MM; the last published month where it is left out.</param>
/// <param name="Reference">What it is compared with: a month as yyyy-MM, or 1, 2, 3 or 12 months back; of a decomposition also expected. Where it is left out the service chooses.</param>
/// <param name="Attributes">Of a decomposition one to five, whose segments are shown; of drivers the candidates, at most 100. Where they are left out the service chooses.</param>
internal sealed record NewMoverRequest(string Sector, string Metric, Month? Month = null, string? Reference = null, IReadOnlyList<string>? Attributes = null)
{
    public static readonly NewMoverRequest Example = new("Travel", "average_ticket", new(2025, 10), "12", ["income", "region"]);
}

/// <summary>What someone asked about a mover.</summary>
/// <param name="Request">Its number.</param>
/// <param name="Month">Null for the last published one.</param>
/// <param name="Attributes">Null for those that the service chooses.</param>
/// <param name="Status">queued, running, done, refused (the data does not have it, or it would tell of too few) or failed.</param>
/// <param name="Steps">What has been done, in words.</param>
/// <param name="Answer">The number of the stored answer, once it is done.</param>
/// <param name="AnswerAt">Its address.</param>
/// <param name="Error">Why it was refused or failed.</param>
internal sealed record MoverRequestRow(
    long Request, string? Month, string Sector, string Metric, string? Reference, IReadOnlyList<string>? Attributes, MoverRequestStatus Status, IReadOnlyList<string> Steps,
    long? Answer, string? AnswerAt, string? Error, string RequestedAt, string? FinishedAt)
{
    /// <param name="item">Of the kind drivers or decompose.</param>
    /// <param name="path">Where answers are.</param>
    public static MoverRequestRow Of(WorkItem item, string path)
    {
        var (asked, answer) = (item.ArgumentsAs<MoverArguments>(), item.DecompositionId ?? item.DriversId);
        return new(
            item.WorkId, item.Month?.ToString(), asked.Sector, asked.Metric, asked.Reference, asked.Attributes, StatusOf(item), item.Steps, answer,
            answer is null ? null : $"{path}/{answer}", item.Error, Instant.Show(item.CreatedAt), item.FinishedAt is { } finished ? Instant.Show(finished) : null);
    }

    public static MoverRequestRow Example(string path) => new(
        31, "2025-10", "Travel", "average_ticket", "12", ["income", "region"], MoverRequestStatus.Done, [], 17, $"{path}/17", null, "2025-11-03T09:12:44Z", "2025-11-03T09:12:45Z");

    private static MoverRequestStatus StatusOf(WorkItem item) => item.Status switch
    {
        WorkStatus.Queued => MoverRequestStatus.Queued,
        WorkStatus.Running => MoverRequestStatus.Running,
        WorkStatus.Done => item.Refused ? MoverRequestStatus.Refused : MoverRequestStatus.Done,
        _ => MoverRequestStatus.Failed,
    };
}

/// <summary>How far a request is.</summary>
internal enum MoverRequestStatus
{
    Queued,

    Running,

    Done,

    Refused,

    Failed,
}
