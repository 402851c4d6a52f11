namespace Tracker.Core.Drivers;

/// <summary>An attribute in bins that people can read.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Column">The bin of each consumer; 0 is unknown.</param>
/// <param name="Labels">What each bin is called.</param>
public sealed record Candidate(string Name, BinnedColumn Column, IReadOnlyList<string> Labels)
{
    /// <summary>What consumers without a value have.</summary>
    public const string Unknown = "unknown";
}
