namespace Tracker.Storage.Results;

/// <summary>How far a run is.</summary>
public enum RunStatus
{
    /// <summary>Asked for, or given back before it was done; nobody computes it.</summary>
    Pending,

    /// <summary>Someone computes it, or did until the program was killed.</summary>
    Running,

    /// <summary>Its results are there and do not change any more.</summary>
    Done,

    /// <summary>The last attempt ended in an error. It may be taken up again.</summary>
    Failed,
}
