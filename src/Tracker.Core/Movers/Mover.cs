using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>A series ranked by its index in a month.</summary>
public sealed record Mover
{
    /// <summary>From 1: significant movers by |CII| first, then the watch list by |CII|.</summary>
    public required int Rank { get; init; }

    public required Month Month { get; init; }

    public required Sector Sector { get; init; }

    public required Metric Metric { get; init; }

    /// <summary>The signed Consumer Impact Index of the sector's own part.</summary>
    public required double Cii { get; init; }

    /// <summary>Conformal, pooled over all series; null with fewer than 12 backtest errors.</summary>
    public required double? P { get; init; }

    /// <summary>The false discovery rate over the month at which the mover passes; null where p is.</summary>
    public required double? Q { get; init; }

    public required bool Significant { get; init; }

    /// <summary>In the metric's unit, as are forecast, bands and impact.</summary>
    public required double Actual { get; init; }

    public required double Forecast { get; init; }

    public required Band Band80 { get; init; }

    public required Band Band95 { get; init; }

    public double Lo80 => Band80.Lo;

    public double Hi80 => Band80.Hi;

    public double Lo95 => Band95.Lo;

    public double Hi95 => Band95.Hi;

    /// <summary>Actual less forecast: <see cref="Own"/> + <see cref="Common"/>.</summary>
    public double Impact => Actual - Forecast;

    /// <summary>The impact in per cent of the forecast; null where the forecast is zero.</summary>
    public double? PercentChange => Forecast == 0 ? null : 100 * Impact / Math.Abs(Forecast);

    /// <summary>The part of the impact that the sector does not share: actual less the forecast moved by the common shock.</summary>
    public required double Own { get; init; }

    /// <summary>The part of the impact that the metric's sectors have in common.</summary>
    public required double Common { get; init; }

    /// <summary>
    /// The impact in money: the sector's spend of the month times impact / actual, which is what it would have been less if the metric had come as
    /// forecast and all that multiplies it as it did. Of total_spend the impact itself; null where the actual is zero.
    /// </summary>
    public required double? Money { get; init; }

    /// <summary>The size of <see cref="Money"/> in per cent of what the panel spent in the month; null where that is not above zero.</summary>
    public required double? ShareOfPanel { get; init; }

    /// <summary>Past months that were shocks: left out of the fit, kept in the errors (<see cref="PastShocks"/>).</summary>
    public required IReadOnlyList<Month> Treated { get; init; }

    /// <summary>Whether the make-up of the months' days was taken out before the fit and put back (<see cref="Daily.CalendarWeights"/>).</summary>
    public required bool CalendarAdjusted { get; init; }

    /// <summary>What made the forecast: "combination", "short_history" or a member's name.</summary>
    public required string Model { get; init; }

    public required IReadOnlyList<MemberWeight> Members { get; init; }

    /// <summary>The scale of forecast and residual.</summary>
    public required Scale Scale { get; init; }

    /// <summary>σ of the index, on the scale.</summary>
    public required double Sigma { get; init; }

    /// <summary>Backtest errors of the series in σ and in the bands.</summary>
    public required int BacktestErrors { get; init; }
}
