namespace Tracker.Core.Decomposition;

/// <summary>From the index of a mover to its segments, each step the sum of the next: actual less forecast is common and own; the same is scale,
/// structural, behavioural and refunds; behaviour is its factors, and all but scale (and refunds that are
/// in no segment) its segments.</summary>
/// <param name="Cii">The index.</param>
/// <param name="Q">Null with too few past errors.</param>
/// <param name="Actual">In the metric's unit, as are the others.</param>
/// <param name="Forecast">What was expected.</param>
/// <param name="Common">The part that the metric's sectors have in common.</param>
/// <param name="Own">The part that is the sector's own.</param>
/// <param name="Residual">The largest that a step misses the one before by.</param>
public sealed record ImpactChain(double Cii, double? Q, double Actual, double Forecast, double Common, double Own, double Residual)
{
    /// <param name="cii">The index of the mover.</param>
    /// <param name="q">Of the mover.</param>
    /// <param name="actual">As published.</param>
    /// <param name="forecast">As published.</param>
    /// <param name="common">As published.</param>
    /// <param name="own">As published.</param>
    /// <param name="split">Of actual against expected.</param>
    public static ImpactChain Of(double cii, double? q, double actual, double forecast, double common, double own, ChangeDecomposition split)
    {
        var impact = actual - forecast;
        double[] missed =
        [
            impact - (common + own),
            impact - (split.Scale + split.Structural + split.Behavioural + split.Refunds),
            split.Factors.Count == 0 ? 0 : split.Behavioural - split.Factors.Sum(factor => factor.Value),
            split.StructuralByAttribute.Count == 0 ? 0 : split.Structural - split.StructuralByAttribute.Sum(attribute => attribute.Value),
            split.Structural + split.Behavioural + (split.HasRefundsApart ? 0 : split.Refunds) - split.Segments.Sum(segment => segment.Total),
        ];
        return new(cii, q, actual, forecast, common, own, missed.MaxBy(Math.Abs));
    }
}
