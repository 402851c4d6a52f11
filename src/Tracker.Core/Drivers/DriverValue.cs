namespace Tracker.Core.Drivers;

/// <summary>What the consumers of one value of an attribute add to the change.</summary>
/// <param name="Value">Its label; "unknown" for consumers without a value.</param>
/// <param name="Consumers">How many.</param>
/// <param name="Share">Their share of all weight.</param>
/// <param name="Before">Their mean in the reference month, of a ratio their own ratio; null where it is not known, or they have nothing to divide by.</param>
/// <param name="After">The same in the month.</param>
/// <param name="Change">Their mean change, not winsorised; of a ratio what they move the ratio by, each in the mean.</param>
/// <param name="Contribution">Share × change: over all values these sum to the mean change of all consumers.</param>
/// <param name="Low">Lower end of the contribution's 95% interval.</param>
/// <param name="High">Upper end.</param>
public sealed record DriverValue(
    string Value, int Consumers, double Share, double? Before, double? After, double Change, double Contribution, double Low, double High);
