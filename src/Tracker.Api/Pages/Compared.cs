using Tracker.Core.Panel;

namespace Tracker.Api.Pages;

/// <summary>A metric in a month and in what it is compared with.</summary>
/// <param name="Name">Of the metric.</param>
/// <param name="Before">In the reference; null where it has no value there.</param>
/// <param name="After">In the month.</param>
internal sealed record Compared(string Name, double? Before, double? After)
{
    /// <summary>The total, the mean of those who buy, and their number: the first is the product of the others.</summary>
    private static readonly Metric[] Usual = [Metric.TotalSpend, Metric.SpendPerBuyer, Metric.Buyers];

    public double? Change => After - Before;

    /// <summary>Null where the reference is zero or absent.</summary>
    public double? PercentChange => Before is > 0 ? 100 * Change / Before : null;

    /// <summary>A metric, and the three that stand beside each.</summary>
    public static IEnumerable<Metric> With(string metric) => Usual.Prepend(Metric.Parse(metric)).Distinct();

    /// <summary>From the values of a series, both in the weights of its last month.</summary>
    public static Compared Of(MetricSeries series, Month before, Month after) => new(series.Metric.Name, At(series, before), At(series, after));

    private static double? At(MetricSeries series, Month month)
    {
        var place = month - series.Fitted.Start;
        var values = series.Fitted.Values;
        var value = place == values.Length ? series.Actual : place >= 0 && place < values.Length ? values[place] : double.NaN;
        return double.IsNaN(value) ? null : value;
    }
}
