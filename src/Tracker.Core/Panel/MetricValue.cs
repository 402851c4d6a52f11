namespace Tracker.Core.Panel;

/// <summary>A metric of one sector in one month.</summary>
/// <param name="Value">In the metric's unit (money in units of the currency); NaN where the denominator is zero.</param>
/// <param name="Numerator">The weighted numerator.</param>
/// <param name="Denominator">The weighted denominator of a ratio; 1 for a measure.</param>
/// <param name="Trials">The unweighted denominator of a ratio, the effective count n of the logit scale; NaN for a measure.</param>
public readonly record struct MetricValue(double Value, double Numerator, double Denominator, double Trials)
{
    private const double CentsPerUnit = 100;

    /// <summary>The value of a metric from the unweighted sums of a sector, the panel size and the weight of its consumers (methods.md,
    /// section 1).</summary>
    public static MetricValue Of(Metric metric, Measures sums, int activeConsumers, double weight)
    {
        var numerator = Sum(metric.Numerator);
        if (metric.Denominator is not { } measure)
            return new(weight * numerator, weight * numerator, 1, double.NaN);
        var denominator = Sum(measure);
        return new(denominator == 0 ? double.NaN : numerator / denominator, weight * numerator, weight * denominator, denominator);

        double Sum(Measure of) => of switch
        {
            Measure.Spend => sums.SpendCents / CentsPerUnit,
            Measure.Purchases => sums.Purchases,
            Measure.Visits => sums.Visits,
            Measure.Buyers => sums.Buyers,
            Measure.ActiveConsumers => activeConsumers,
            _ => throw new ArgumentOutOfRangeException(nameof(of), of, "not a measure"),
        };
    }
}
