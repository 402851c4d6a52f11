using Tracker.Storage.Results;

namespace Tracker.Api.Movers;

/// <summary>A series ranked by its Consumer Impact Index in a month.</summary>
/// <param name="Rank">1 for the first: significant ones by |cii|, then the others.</param>
/// <param name="Month">yyyy-MM.</param>
/// <param name="Cii">How far the value is from its forecast, in standard deviations of past misses, signed.</param>
/// <param name="P">How often chance alone goes so far; null with a short history.</param>
/// <param name="Q">The same after allowing for all series that were looked at.</param>
/// <param name="Significant">q ≤ 0.1.</param>
/// <param name="Actual">In the metric's unit.</param>
/// <param name="Forecast">From the months before.</param>
/// <param name="Lo80">Of the 80% band.</param>
/// <param name="Hi80">Of the 80% band.</param>
/// <param name="Impact">actual − forecast.</param>
/// <param name="PercentChange">The impact in per cent of the forecast.</param>
/// <param name="ShareOfPanel">The impact in money, in per cent of what the panel spent.</param>
/// <param name="Lo95">Of the 95% band.</param>
/// <param name="Hi95">Of the 95% band.</param>
/// <param name="Own">The part of the impact that is the sector's own.</param>
/// <param name="Common">The part that the metric's sectors share.</param>
/// <param name="Model">What made the forecast.</param>
/// <param name="Scale">On which it was made.</param>
/// <param name="Provisional">The loads of the month look incomplete.</param>
/// <param name="Completeness">Why, or why not.</param>
/// <param name="Money">The impact in money.</param>
/// <param name="Members">Weights of the members of a combination.</param>
/// <param name="Treated">Past months left out of the fit.</param>
/// <param name="Calendar">adjusted where the make-up of the months' days was taken out before the fit and put back, else none.</param>
/// <param name="DaysIndex">100 × (days above − days below their band) / days; null where the metric has no daily forecast, as the next.</param>
/// <param name="DepthIndex">How far outside they were, −100 to 100.</param>
/// <param name="Explanation">The same in one sentence.</param>
internal sealed record MoverRow(
    int Rank, string Month, string Sector, string Metric, double Cii, double? P, double? Q, bool Significant, double Actual, double Forecast,
    double Lo80, double Hi80, double Impact, double? PercentChange, double? ShareOfPanel, double Lo95, double Hi95, double Own, double Common,
    string Model, string Scale, bool? Provisional, string? Completeness, double? Money, OrderedDictionary<string, double> Members,
    IReadOnlyList<string> Treated, string Calendar, double? DaysIndex, double? DepthIndex, string Explanation)
{
    public static readonly MoverRow Example = new(
        1, "2025-10", "Travel", "average_ticket", 6.42, 0.0004, 0.012, true, 37.61, 25.08, 24.41, 25.77, 12.53, 49.96, 4.1, 24.02, 26.18, 12.4, 0.13,
        "combination", "log", false, "looks complete: 101% of the usual events a day of an active consumer", 48210.5,
        new() { ["ets"] = 0.7, ["ssa"] = 0.3 }, ["2020-04"], "adjusted", 32.3, 18.4, "In 2025-10 average ticket of Travel came to 37.61, 49.96% above the forecast of 25.08 …");

    public static MoverRow Of(PublishedMover mover) =>
        new(
            mover.Rank, mover.Month, mover.Sector, mover.Metric, mover.Cii, mover.P, mover.Q, mover.Significant, mover.Actual, mover.Forecast, mover.Lo80,
            mover.Hi80, mover.Impact, mover.PercentChange, mover.ShareOfPanel, mover.Lo95, mover.Hi95, mover.Own, mover.Common, mover.Model, mover.Scale,
            mover.Provisional, mover.Completeness, mover.Money, new(mover.Members), mover.Treated, mover.Calendar, mover.DaysIndex, mover.DepthIndex, mover.Explanation);
}
