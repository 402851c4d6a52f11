namespace Tracker.Core.Drivers;

/// <summary>The change of a metric of the panel by who was there: <c>After − Before = Stayed + Joined + Left + Reweighted</c>.</summary>
/// <param name="Before">The metric in the reference month.</param>
/// <param name="After">The metric in the month.</param>
/// <param name="Stayed">From the consumers of both months, which is what drivers explain: of a ratio the change of their own ratio.</param>
/// <param name="Joined">From those of the month alone; null where these or those who left are too few to be told apart.</param>
/// <param name="Left">From those of the reference month alone; null where <paramref name="Joined"/> is.</param>
/// <param name="Reweighted">From the consumers of both months, who stand for other numbers of people; 0 of a ratio; null where <paramref name="Joined"/> is.</param>
public sealed record PanelChange(double Before, double After, double Stayed, double? Joined, double? Left, double? Reweighted);
