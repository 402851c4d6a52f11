namespace Tracker.Core.Drivers;

/// <summary>An attribute in bins that people can read.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Column">The bin of each consumer; 0 is unknown.</param>
/// <param name="Labels">What each bin is called.</param>
public sealed record Candidate(string Name, BinnedColumn Column, IReadOnlyList<string> Labels)
{
    /// <summary>How many values the last bin is of: more than 1 where it is the rest of many.</summary>
    public int LastValues { get; init; } = 1;

    /// <summary>How many values a bin is of; a range of numbers is one.</summary>
    public int ValuesOf(int bin) => bin == Labels.Count - 1 ? LastValues : 1;
}
