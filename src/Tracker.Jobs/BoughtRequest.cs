using Tracker.Core.Panel;

namespace Tracker.Jobs;

/// <summary>Of which change it is asked what was bought.</summary>
/// <param name="Sector">Its name.</param>
/// <param name="Metric">One of the nine: those of money compare shares of spend, the others of purchases.</param>
public sealed record BoughtRequest(string Sector, Metric Metric)
{
    /// <summary>Null for the last published month, else the last complete one.</summary>
    public Month? Month { get; init; }

    /// <summary>A month as yyyy-MM, or months back; null for 12 back, and 1 back where the history is short.</summary>
    public string? Reference { get; init; }
}
