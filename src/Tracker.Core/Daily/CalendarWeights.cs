using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>
/// What the make-up of each month's days does to the metrics of each sector, on the scale of the metric (<see cref="MonthCalendar"/>): of spend,
/// purchases and visits, and of the ratios of these. Metrics that count consumers do not add over days and have none.
/// </summary>
public sealed class CalendarWeights
{
    /// <summary>Additive series of a sector; the last is visits without a purchase, so that the logit of the conversion is the log of a ratio.</summary>
    private enum Days
    {
        Spend,
        Purchases,
        Visits,
        IdleVisits,
    }

    private static readonly int Kinds = Enum.GetValues<Days>().Length;

    private static readonly (Metric Metric, Days Above, Days? Below)[] Metrics =
    [
        (Metric.TotalSpend, Days.Spend, null),
        (Metric.Purchases, Days.Purchases, null),
        (Metric.Visits, Days.Visits, null),
        (Metric.SpendPerConsumer, Days.Spend, null),
        (Metric.AverageTicket, Days.Spend, Days.Purchases),
        (Metric.Conversion, Days.Purchases, Days.IdleVisits),
    ];

    private readonly Dictionary<Sector, int> places;
    private readonly double[]?[] weights;

    private CalendarWeights(Dictionary<Sector, int> places, double[]?[] weights) => (this.places, this.weights) = (places, weights);

    /// <summary>The weights of months that follow each other, each from the days before it; the same for any number of threads.</summary>
    /// <param name="daily">Null where there are no days. Those of the last month and later are not read.</param>
    /// <param name="first">The first month.</param>
    /// <param name="last">The last one.</param>
    public static CalendarWeights Of(DailyHistory? daily, Month first, Month last)
    {
        if (daily is null || daily.Sectors.Count == 0 || last < first)
            return new([], []);
        var known = daily.Sectors[0].Spend.Start;
        var start = known < first.FirstDay ? known : first.FirstDay;
        var design = CalendarDesign.Of(daily.Calendar, start, last.LastDay);
        var weights = new double[]?[daily.Sectors.Count * Kinds];
        Parallel.For(0, weights.Length, i => weights[i] = MonthCalendar.LogWeights(
            From(start, Series(daily.Sectors[i / Kinds], (Days)(i % Kinds))), design, first, last - first + 1));
        return new(daily.Sectors.Index().ToDictionary(one => one.Item.Sector, one => one.Index), weights);
    }

    /// <summary>By month from the first to the last, on the scale of the metric; null where the metric has none, or too few days.</summary>
    public IReadOnlyList<double>? Of(Sector sector, Metric metric)
    {
        if (!places.TryGetValue(sector, out var place) || Array.Find(Metrics, one => one.Metric == metric) is not { Metric: not null } found)
            return null;
        var above = weights[place * Kinds + (int)found.Above];
        if (found.Below is not { } below)
            return above;
        return above is not null && weights[place * Kinds + (int)below] is { } under ? [.. above.Zip(under, (a, b) => a - b)] : null;
    }

    private static DaySeries Series(SectorDaySums sector, Days days) => days switch
    {
        Days.Spend => sector.Spend,
        Days.Purchases => sector.Purchases,
        Days.Visits => sector.Visits,
        _ => new(sector.Visits.Start, sector.Visits.Values.ToArray().Zip(sector.Purchases.Values.ToArray(), (visits, purchases) => visits - purchases)),
    };

    /// <summary>The same with missing days before it.</summary>
    private static DaySeries From(DateOnly start, DaySeries series) =>
        new(start, [.. Enumerable.Repeat(double.NaN, series.Start.DayNumber - start.DayNumber), .. series.Values]);
}
