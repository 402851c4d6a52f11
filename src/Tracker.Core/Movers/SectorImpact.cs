namespace Tracker.Core.Movers;

/// <summary>The test of one sector: is any of its metrics further off than the furthest of them usually is?</summary>
/// <param name="Sector">As in <see cref="ResidualSeries.Sector"/>.</param>
/// <param name="Largest">The place of the series with the largest |CII|.</param>
/// <param name="Score">T, that |CII|.</param>
/// <param name="P">Conformal, over the past months of all sectors; null without 12 of its own.</param>
/// <param name="Q">Over the sectors of the month; null where p is.</param>
public readonly record struct SectorImpact(int Sector, int Largest, double Score, double? P, double? Q);
