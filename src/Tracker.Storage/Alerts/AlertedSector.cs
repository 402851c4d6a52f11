using Tracker.Storage.Results;

namespace Tracker.Storage.Alerts;

/// <summary>A significant sector as an alert tells it: the sector, and its metric that is furthest off.</summary>
/// <param name="Index">The root mean square of its CIIs with the sign of total_spend.</param>
/// <param name="P">Of the sector test.</param>
/// <param name="Q">Of the sector test.</param>
/// <param name="Movers">Its metrics that are significant by themselves.</param>
/// <param name="Metric">The one that is furthest off; what follows is of it.</param>
internal sealed record AlertedSector(
    string Sector, int Rank, double Index, double? P, double? Q, int Movers, string Metric, double Cii, double Actual, double Forecast, double Impact,
    double? PercentChange)
{
    public static AlertedSector Of(SavedSector sector, SavedMover mover) =>
        new(
            sector.Sector, sector.Rank, sector.Index, sector.P, sector.Q, sector.Movers, sector.Metric, sector.Cii, mover.Actual, mover.Forecast, mover.Impact,
            mover.PercentChange);
}
