using Tracker.Core.Panel;

namespace Tracker.Jobs;

/// <summary>Which change is to be explained by attributes.</summary>
/// <param name="Sector">Its name.</param>
/// <param name="Metric">One of the nine.</param>
public sealed record DriverRequest(string Sector, Metric Metric)
{
    /// <summary>Null for the last published month, else the last complete one.</summary>
    public Month? Month { get; init; }

    /// <summary>A month as yyyy-MM, or months back; null for 12 back, and 1 back where the history is short.</summary>
    public string? Reference { get; init; }

    /// <summary>Candidates, each once; null for all that the consumers have.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }
}
