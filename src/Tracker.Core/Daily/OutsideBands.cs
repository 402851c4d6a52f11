using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>The days of a month that is over against the band of its daily forecast, for the metrics that add over days.</summary>
public static class OutsideBands
{
    /// <summary>By sector and metric, as <see cref="EarlySignal"/> has them on the month's last day; without those that have no daily
    /// forecast.</summary>
    /// <param name="daily">Null where there are no days; in the unit of <see cref="PanelHistory.DaysTo"/>, for SSA is not indifferent to it.</param>
    /// <param name="month">The month.</param>
    /// <param name="cancellation">Stops between months of a series.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyDictionary<(Sector Sector, Metric Metric), DaysOutsideBand> Of(
        DailyHistory? daily, Month month, CancellationToken cancellation = default) => Of(daily, month, SectorDaySums.Metrics, cancellation);

    /// <inheritdoc cref="Of(DailyHistory?, Month, CancellationToken)"/>
    /// <param name="metrics">Those of them that are wanted.</param>
    public static IReadOnlyDictionary<(Sector Sector, Metric Metric), DaysOutsideBand> Of(
        DailyHistory? daily, Month month, IReadOnlyList<Metric> metrics, CancellationToken cancellation)
    {
        if (!(daily?.First <= month.FirstDay))
            return new Dictionary<(Sector, Metric), DaysOutsideBand>();
        var design = CalendarDesign.Of(daily.Calendar, daily.First.Value, month.LastDay);
        (Sector Sector, Metric Metric)[] keys = [.. daily.Sectors.SelectMany(sector => metrics.Select(metric => (sector.Sector, metric)))];
        var outside = new DaysOutsideBand?[keys.Length];
        Parallel.For(0, keys.Length, new() { CancellationToken = cancellation }, i =>
        {
            var sector = daily.Sectors[i / metrics.Count];
            var series = sector.Of(keys[i].Metric);
            if (keys[i].Metric == Metric.Visits && series.Equals(sector.Purchases))
                return;
            outside[i] = DailyForecast.Of(series, design, month, cancellation).Forecast?.OutsideBand;
        });
        return keys.Zip(outside).Where(one => one.Second is not null).ToDictionary(one => one.First, one => one.Second!.Value);
    }
}
