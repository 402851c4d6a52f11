namespace Tracker.Storage.Reports;

/// <summary>How far a month is. Of several that hold, the first counts.</summary>
public enum MonthState
{
    /// <summary>No event on its last day or later: it is not computed yet.</summary>
    Incomplete,

    /// <summary>Published, and its data has changed since: it is to be computed anew.</summary>
    Stale,

    /// <summary>Its loads look incomplete although its last day has an event, whether it is published or not.</summary>
    Provisional,

    /// <summary>Its movers are computed on its data as it is.</summary>
    Published,

    /// <summary>Ready to be computed.</summary>
    Complete,
}
