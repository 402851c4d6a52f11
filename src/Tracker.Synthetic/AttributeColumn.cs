namespace Tracker.Synthetic;

/// <summary>An attribute of the consumers: a column of consumers.csv.</summary>
/// <param name="Name">The header.</param>
/// <param name="Values">Its values in their order.</param>
public sealed record AttributeColumn(string Name, IReadOnlyList<string> Values);
