namespace Tracker.Core.Decomposition;

/// <summary>The sums of a segment in two months, of which the metric is numerator over denominator.</summary>
/// <param name="NumeratorBefore">Of either sign.</param>
/// <param name="DenominatorBefore">Not negative; 0 where the segment is absent.</param>
/// <param name="NumeratorAfter">Of either sign.</param>
/// <param name="DenominatorAfter">Not negative; 0 where the segment is absent.</param>
public readonly record struct RateChange(double NumeratorBefore, double DenominatorBefore, double NumeratorAfter, double DenominatorAfter);
