namespace Tracker.Storage.Work;

/// <summary>How long and how often workers try.</summary>
public sealed record WorkOptions
{
    public static readonly WorkOptions Default = new();

    /// <summary>How long an item is a worker's after each sign of life. A killed worker's items wait so long.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>So many attempts, then the item is dead.</summary>
    public int MostAttempts { get; init; } = 5;

    /// <summary>The same of an alert, whose target may be away for longer: with the usual waits half an hour.</summary>
    public int MostDeliveries { get; init; } = 12;

    internal int MostOf(string kind) => kind == WorkKind.Alert ? MostDeliveries : MostAttempts;

    /// <summary>Off for the tests' negative control alone: who lost an item writes all the same.</summary>
    internal bool Fenced { get; init; } = true;
}
