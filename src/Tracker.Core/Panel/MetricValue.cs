namespace Tracker.Core.Panel;

/// <summary>A metric of one sector in one month.</summary>
/// <param name="Value">In the metric's unit (money in units of the currency); NaN where the denominator is zero.</param>
/// <param name="Numerator">The weighted numerator.</param>
/// <param name="Denominator">The weighted denominator of a ratio; 1 for a measure.</param>
/// <param name="Trials">
/// The effective count n of the logit scale: of the units in a ratio's denominator, as many of equal weight as would tell as much. NaN for a
/// measure.
/// </param>
public readonly record struct MetricValue(double Value, double Numerator, double Denominator, double Trials)
{
    /// <summary>The value of a metric from the weighted sums of a sector (methods.md, section 1).</summary>
    public static MetricValue Of(Metric metric, WeightedMeasures sums)
    {
        var (mean, numerator) = (sums.Mean, sums[metric.Numerator].Sum);
        if (metric.Denominator is not { } measure)
            return new(mean * numerator, mean * numerator, 1, double.NaN);
        var denominator = sums[measure];
        return new(
            denominator.Sum == 0 ? double.NaN : numerator / denominator.Sum, mean * numerator, mean * denominator.Sum, denominator.EffectiveCount);
    }

    /// <summary>The value of a metric when every consumer has the same weight.</summary>
    public static MetricValue Of(Metric metric, Measures sums, int activeConsumers, double weight) =>
        Of(metric, WeightedMeasures.Of(sums, activeConsumers, weight));
}
