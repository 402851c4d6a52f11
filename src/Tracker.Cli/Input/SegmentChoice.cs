namespace Tracker.Cli.Input;

/// <summary>What of a table is decomposed.</summary>
/// <param name="Factors">Columns whose product is summed over segments; null for numerator and denominator.</param>
/// <param name="Attributes">Segment columns; null for all that are left.</param>
/// <param name="Before">A period; null for the earlier of two.</param>
/// <param name="After">A period; null for the later of two.</param>
/// <param name="AlongTime">Whether all periods from the first to the last are taken, and the splits of consecutive ones summed.</param>
internal sealed record SegmentChoice(IReadOnlyList<string>? Factors, IReadOnlyList<string>? Attributes, string? Before, string? After, bool AlongTime = false);
