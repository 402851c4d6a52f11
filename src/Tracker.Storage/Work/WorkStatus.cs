namespace Tracker.Storage.Work;

/// <summary>How far an item of work is.</summary>
public enum WorkStatus
{
    /// <summary>Waits for a worker, for its time, or for other items.</summary>
    Queued,

    /// <summary>A worker has it, or had it until it was killed: when the lease ends the next one takes it up.</summary>
    Running,

    Done,

    /// <summary>It failed for good, or too often: a person may retry it.</summary>
    Dead,
}
