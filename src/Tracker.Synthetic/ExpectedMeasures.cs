using Tracker.Core.Panel;

namespace Tracker.Synthetic;

/// <summary>Expected raw sums of one sector and month (every consumer counts once), as the model has them before chance.</summary>
/// <param name="Spend">Net of refunds, in units of the currency.</param>
/// <param name="Purchases">Purchase events.</param>
/// <param name="Visits">Visit and purchase events.</param>
/// <param name="Buyers">Consumers with a purchase.</param>
/// <param name="ActiveConsumers">The panel size: consumers with an event, in any sector, in the month or the two before.</param>
public readonly record struct ExpectedMeasures(double Spend, double Purchases, double Visits, double Buyers, double ActiveConsumers)
{
    public static ExpectedMeasures operator +(ExpectedMeasures a, ExpectedMeasures b) => new(
        a.Spend + b.Spend, a.Purchases + b.Purchases, a.Visits + b.Visits, a.Buyers + b.Buyers, a.ActiveConsumers + b.ActiveConsumers);

    public double this[Measure measure] => measure switch
    {
        Measure.Spend => Spend,
        Measure.Purchases => Purchases,
        Measure.Visits => Visits,
        Measure.Buyers => Buyers,
        Measure.ActiveConsumers => ActiveConsumers,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "not a measure"),
    };

    /// <summary>The metric of the sums in its unit.</summary>
    public double Value(Metric metric) => this[metric.Numerator] / (metric.Denominator is { } measure ? this[measure] : 1);

    /// <summary>The metric on its own scale: ln, or logit without the halves that guard small counts.</summary>
    public double Scaled(Metric metric)
    {
        var numerator = this[metric.Numerator];
        if (metric.Denominator is not { } measure)
            return Math.Log(numerator);
        return Math.Log(numerator) - Math.Log(metric.Scale == Scale.Logit ? this[measure] - numerator : this[measure]);
    }
}
