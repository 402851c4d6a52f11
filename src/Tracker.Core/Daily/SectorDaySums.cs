using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>The weighted sums of one sector by day. The three series have the same days.</summary>
/// <param name="Sector">The sector.</param>
/// <param name="Spend">In units of the currency.</param>
/// <param name="Purchases">Purchase events.</param>
/// <param name="Visits">Visit and purchase events.</param>
public sealed record SectorDaySums(Sector Sector, DaySeries Spend, DaySeries Purchases, DaySeries Visits);
