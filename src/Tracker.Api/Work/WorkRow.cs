using Tracker.Api.Output;
using Tracker.Storage.Work;

namespace Tracker.Api.Work;

/// <summary>An item of the ledger of work.</summary>
/// <param name="Work">Its number.</param>
/// <param name="Kind">The job: ingest, month, score, drivers, decompose, month_to_date or alert.</param>
/// <param name="Arguments">Ids, dates and names, as JSON.</param>
/// <param name="Parent">The item that waits for it.</param>
/// <param name="Status">queued, running, done or dead.</param>
/// <param name="Attempt">Attempts begun.</param>
/// <param name="NotBefore">It is taken up then at the earliest.</param>
/// <param name="Worker">Who has it, or had it last.</param>
/// <param name="Steps">What has been done, in words.</param>
/// <param name="Run">The run that it belongs to or that answers it, as the two next are its drivers and decomposition.</param>
/// <param name="Error">Why the last attempt failed.</param>
/// <param name="Actor">Who asked: the id of a key, command line, or schedule.</param>
internal sealed record WorkRow(
    long Work, string Kind, string? Month, string Arguments, long? Parent, WorkStatus Status, int Attempt, string NotBefore, string? Worker, IReadOnlyList<string> Steps,
    long? Run, long? Drivers, long? Decomposition, string? Error, string Actor, string CreatedAt, string? StartedAt, string? FinishedAt)
{
    public static readonly WorkRow Example = new(
        5, WorkKind.Score, "2025-10", """{"run": 12, "metric": "visits"}""", 4, WorkStatus.Dead, 5, "2025-11-02T04:13:30Z", "tracker-2 71", [], null, null, null,
        "cut off 5 times: its workers were killed or lost the database", "3f9a0c2b7d51", "2025-11-02T04:12:00Z", "2025-11-02T04:12:01Z", "2025-11-02T04:16:00Z");

    public static WorkRow Of(WorkItem item) =>
        new(
            item.WorkId, item.Kind, item.Month?.ToString(), item.Arguments, item.ParentId, item.Status, item.Attempt, Instant.Show(item.NotBefore), item.Worker, item.Steps,
            item.RunId, item.DriversId, item.DecompositionId, item.Error, item.Actor, Instant.Show(item.CreatedAt), Shown(item.StartedAt), Shown(item.FinishedAt));

    private static string? Shown(DateTimeOffset? moment) => moment is { } known ? Instant.Show(known) : null;
}
