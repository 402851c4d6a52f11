using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>
/// What the make-up of each month's days does to the metrics of each sector, on the scale of the metric (<see cref="MonthCalendar"/>). Ratios of sums over
/// days have none: the difference of two estimates costs more than it takes out (docs/methods/daily.md).
/// </summary>
public sealed class CalendarWeights
{
    private const double MostPenetration = 0.99;

    private readonly Dictionary<Sector, int> places;
    private readonly double[]?[] weights;

    private CalendarWeights(Dictionary<Sector, int> places, double[]?[] weights) => (this.places, this.weights) = (places, weights);

    /// <summary>The weights of months that follow each other, each from the days before it; the same for any number of threads.</summary>
    /// <param name="daily">Null where there are no days. Those of the last month and later are not read.</param>
    /// <param name="first">The first month.</param>
    /// <param name="last">The last one.</param>
    public static CalendarWeights Of(DailyHistory? daily, Month first, Month last)
    {
        if (daily?.First is not { } known || last < first)
            return new([], []);
        var start = known < first.FirstDay ? known : first.FirstDay;
        var design = CalendarDesign.Of(daily.Calendar, start, last.LastDay);
        var kinds = SectorDaySums.Metrics.Count;
        var weights = new double[]?[daily.Sectors.Count * kinds];
        Parallel.For(0, weights.Length, i => weights[i] = MonthCalendar.LogWeights(
            From(start, daily.Sectors[i / kinds].Of(SectorDaySums.Metrics[i % kinds])), design, first, last - first + 1));
        return new(daily.Sectors.Index().ToDictionary(one => one.Item.Sector, one => one.Index), weights);
    }

    /// <summary>
    /// By month from the first to the last, on the scale of the metric; null where the metric has none, or too few days. Spend, purchases and visits have those of
    /// their days. With purchases spread over consumers as by Poisson, π = 1 − exp(−λ) of them buy, and buyers have those of purchases times
    /// d ln π / d ln λ = −(1 − π) ln(1 − π) / π; the logit of π has −ln(1 − π) / π times them.
    /// </summary>
    /// <param name="sector">The sector.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="penetration">π of a usual month, 0 to 1.</param>
    public IReadOnlyList<double>? Of(Sector sector, Metric metric, double penetration)
    {
        var days = metric == Metric.SpendPerConsumer ? Metric.TotalSpend
            : metric == Metric.Buyers || metric == Metric.Penetration ? Metric.Purchases
            : metric;
        var at = SectorDaySums.Metrics.TakeWhile(one => one != days).Count();
        if (at == SectorDaySums.Metrics.Count || !places.TryGetValue(sector, out var place))
            return null;
        var found = weights[place * SectorDaySums.Metrics.Count + at];
        if (days != Metric.Purchases || metric == days || found is null)
            return found;
        var share = Math.Min(penetration, MostPenetration);
        var logit = share > 0 ? -Math.Log(1 - share) / share : 1;
        var factor = metric == Metric.Penetration ? logit : (1 - share) * logit;
        return [.. found.Select(weight => factor * weight)];
    }

    /// <summary>The same with missing days before it.</summary>
    private static DaySeries From(DateOnly start, DaySeries series) =>
        new(start, [.. Enumerable.Repeat(double.NaN, series.Start.DayNumber - start.DayNumber), .. series.Values]);
}
