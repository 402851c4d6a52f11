using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>The weighted sums of one sector by day. The three series have the same days.</summary>
/// <param name="Sector">The sector.</param>
/// <param name="Spend">In units of the currency.</param>
/// <param name="Purchases">Purchase events.</param>
/// <param name="Visits">Visit and purchase events.</param>
public sealed record SectorDaySums(Sector Sector, DaySeries Spend, DaySeries Purchases, DaySeries Visits)
{
    /// <summary>The metrics that add over days, in their order.</summary>
    public static readonly IReadOnlyList<Metric> Metrics = [Metric.TotalSpend, Metric.Purchases, Metric.Visits];

    /// <summary>The days of a metric of <see cref="Metrics"/>.</summary>
    /// <exception cref="ArgumentException">Another metric.</exception>
    public DaySeries Of(Metric metric) =>
        metric == Metric.TotalSpend ? Spend
        : metric == Metric.Purchases ? Purchases
        : metric == Metric.Visits ? Visits
        : throw new ArgumentException($"metric {metric}: expected one of {string.Join(", ", Metrics)}", nameof(metric));
}
