namespace Tracker.Core.Drivers;

/// <summary>What the consumers of one value of an attribute add to the change.</summary>
/// <param name="Value">Its label; "unknown" for consumers without a value.</param>
/// <param name="Consumers">How many.</param>
/// <param name="Share">Their share of all weight.</param>
/// <param name="Before">Their mean in the reference month; null where it is not known.</param>
/// <param name="After">Their mean in the month; null where <paramref name="Before"/> is.</param>
/// <param name="Change">Their mean change, not winsorised.</param>
/// <param name="Contribution">Share × change: over all values these sum to the mean change of all consumers.</param>
/// <param name="Low">Lower end of the contribution's 95% interval.</param>
/// <param name="High">Upper end.</param>
public sealed record DriverValue(
    string Value, int Consumers, double Share, double? Before, double? After, double Change, double Contribution, double Low, double High);
