namespace Tracker.Core.Daily;

/// <summary>How far a series is from its forecast in the month to date, and how often chance alone goes so far.</summary>
/// <param name="Z">Signed: the own residual less its bias, over its scale.</param>
/// <param name="Sigma">That scale, on the scale of the metric, above zero.</param>
/// <param name="Common">The residual's part that the sectors of the metric have in common.</param>
/// <param name="Months">Past months in the scale.</param>
/// <param name="P">Share of past months of all series whose |z| on the same day was as large; null with fewer than 12 months.</param>
/// <param name="Q">The false discovery rate over the day's series; null where p is.</param>
/// <param name="WatchP">Share of past months of all series in which a reader who looks every day from the third would have seen as large a |z| as in this month so
/// far; null where p is.</param>
public readonly record struct ToDateScore(double Z, double Sigma, double Common, int Months, double? P, double? Q, double? WatchP);
