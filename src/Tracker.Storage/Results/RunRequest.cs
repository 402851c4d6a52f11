using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>A month that someone asked to have computed (<c>tracker.run_requests</c>).</summary>
/// <param name="Status">How far it is.</param>
/// <param name="Steps">What has been done, in words, in order.</param>
/// <param name="RunId">The run that answers it, once it is done.</param>
/// <param name="Error">Why it failed.</param>
public sealed record RunRequest(
    long RequestId, Month Month, RunRequestStatus Status, IReadOnlyList<string> Steps, long? RunId, string? Error, DateTimeOffset RequestedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>Nothing will change any more.</summary>
    public bool Ended => Status is RunRequestStatus.Done or RunRequestStatus.Failed;
}

/// <summary>How far a request is.</summary>
public enum RunRequestStatus
{
    /// <summary>Nobody has taken it up, or it was given back.</summary>
    Queued,

    /// <summary>Someone computes it, or did until the program was killed: then the next one takes it up.</summary>
    Running,

    Done,

    Failed,
}
