namespace Tracker.Core.Panel;

/// <summary>How many people of the population have these values.</summary>
/// <param name="Values">One for each attribute of the margin, in their order.</param>
/// <param name="People">Not negative; need not be whole.</param>
public sealed record PopulationCell(IReadOnlyList<string> Values, double People);
