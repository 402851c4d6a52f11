namespace Tracker.Core.Drivers;

/// <summary>An attribute as it comes.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Values">One a consumer; null, empty and "NaN" are missing.</param>
public sealed record AttributeColumn(string Name, IReadOnlyList<string?> Values);
