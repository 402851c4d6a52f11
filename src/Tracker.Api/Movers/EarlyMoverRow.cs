using Tracker.Storage.Results;

namespace Tracker.Api.Movers;

/// <summary>A series of a month that is not over.</summary>
/// <param name="Rank">1 for the first: significant ones by |z|, then the others.</param>
/// <param name="Day">The last day that is read, yyyy-MM-dd.</param>
/// <param name="Z">How far the days to it are from their forecast, in standard deviations of past misses, signed.</param>
/// <param name="P">How often chance alone goes so far on the day; null with a short history.</param>
/// <param name="Q">The same after allowing for all series that were looked at.</param>
/// <param name="WatchP">How often chance alone goes so far on any day of a month: for who looks every day.</param>
/// <param name="Significant">q ≤ 0.1.</param>
/// <param name="Actual">To the day, in the metric's unit.</param>
/// <param name="Forecast">To the day, on the eve of the month.</param>
/// <param name="PercentChange">Actual over forecast, less one, in per cent.</param>
/// <param name="Projected">The whole month, from what came and what the rest will be.</param>
/// <param name="Lo80">Around the projection; null with a short history.</param>
/// <param name="WidthPercent">The width of the 80% band in per cent of the projection.</param>
/// <param name="MonthForecast">The whole month, on its eve.</param>
/// <param name="PastMonths">That were forecast in the same way.</param>
/// <param name="DaysIndex">100 × (days above − days below their band) / days; null for a ratio, as the next.</param>
/// <param name="DepthIndex">How far outside they were, −100 to 100.</param>
internal sealed record EarlyMoverRow(
    int Rank, string Day, string Sector, string Metric, double Z, double? P, double? Q, double? WatchP, bool Significant, double Actual, double Forecast, double PercentChange,
    double Projected, double? Lo80, double? Hi80, double? WidthPercent, double? Lo95, double? Hi95, double MonthForecast, int DayOfMonth, int DaysOfMonth, int PastMonths,
    double? DaysIndex, double? DepthIndex)
{
    public static readonly EarlyMoverRow Example = new(
        1, "2025-10-14", "Travel", "total_spend", 4.1, 0.0012, 0.03, 0.004, true, 188_400, 151_020, 24.75, 402_900, 380_010, 427_120, 11.7, 371_300, 437_400, 334_600, 14, 31, 24, 57.1, 33.2);

    public static EarlyMoverRow Of(string day, PublishedEarlyMover mover) =>
        new(
            mover.Rank, day, mover.Sector, mover.Metric, mover.Z, mover.P, mover.Q, mover.WatchP, mover.Significant, mover.Actual, mover.Forecast, mover.PercentChange,
            mover.Projected, mover.Lo80, mover.Hi80, mover.WidthPercent, mover.Lo95, mover.Hi95, mover.MonthForecast, mover.DayOfMonth, mover.DaysOfMonth, mover.PastMonths,
            mover.DaysIndex, mover.DepthIndex);
}
