namespace Tracker.Core.Panel;

/// <summary>A series that leaves the family of tests, and why.</summary>
/// <param name="Sector">The sector.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Reason">In words, such as "constant: 1 in every month".</param>
public sealed record NotApplicable(Sector Sector, Metric Metric, string Reason);
