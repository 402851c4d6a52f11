namespace Tracker.Storage.Work;

/// <summary>The kinds of work: one a job.</summary>
public static class WorkKind
{
    /// <summary>Loads a folder.</summary>
    public const string Ingest = "ingest";

    /// <summary>Computes a month: has its metrics scored, publishes, has its movers explained.</summary>
    public const string Month = "month";

    /// <summary>Forecasts the series of one metric of a month.</summary>
    public const string Score = "score";

    /// <summary>Ranks what drives a mover.</summary>
    public const string Drivers = "drivers";

    /// <summary>Splits the change of a mover.</summary>
    public const string Decompose = "decompose";

    /// <summary>Scores a month that is not over.</summary>
    public const string MonthToDate = "month_to_date";

    /// <summary>Delivers a message.</summary>
    public const string Alert = "alert";
}
