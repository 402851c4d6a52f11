using Tracker.Core.Panel;

namespace Tracker.Synthetic;

/// <summary>What a panel did in one sector day by day, unweighted.</summary>
/// <param name="Sector">The sector.</param>
/// <param name="Start">The first day.</param>
/// <param name="Spend">Purchases less refunds by day, in units of the currency.</param>
/// <param name="Purchases">Purchases by day.</param>
/// <param name="Visits">Visits and purchases by day.</param>
public sealed record SectorDays(
    Sector Sector, DateOnly Start, IReadOnlyList<double> Spend, IReadOnlyList<double> Purchases, IReadOnlyList<double> Visits);
