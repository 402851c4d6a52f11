using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>A series ranked in a month that is not over.</summary>
public sealed record EarlyMover
{
    /// <summary>From 1: significant ones by |z| first, then the watch list by |z|.</summary>
    public required int Rank { get; init; }

    /// <summary>The last day that is read.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Days of the month.</summary>
    public required int Days { get; init; }

    public required Sector Sector { get; init; }

    public required Metric Metric { get; init; }

    /// <summary>See <see cref="ToDateScore"/>, as p, q and the watched p are.</summary>
    public required double Z { get; init; }

    public required double? P { get; init; }

    public required double? Q { get; init; }

    public required double? WatchP { get; init; }

    public required bool Significant { get; init; }

    /// <summary>Past months that were forecast in the same way.</summary>
    public required int PastMonths { get; init; }

    /// <summary>To the day, in the metric's unit, as all that follows.</summary>
    public required double Actual { get; init; }

    /// <summary>To the day, as forecast on the eve of the month.</summary>
    public required double Forecast { get; init; }

    public double PercentChange => 100 * (Actual / Forecast - 1);

    /// <summary>The whole month, as forecast on its eve.</summary>
    public required double MonthForecast { get; init; }

    /// <summary>The whole month, from what came and what the rest will be.</summary>
    public required double Projected { get; init; }

    /// <summary>Around the projection; null with too few past months.</summary>
    public required Band? Band80 { get; init; }

    public required Band? Band95 { get; init; }

    /// <summary>The width of the 80% band in per cent of the projection: how sure the month is.</summary>
    public double? WidthPercent => Band80 is { } band ? 100 * (band.Hi - band.Lo) / Math.Abs(Projected) : null;

    /// <summary>Days so far outside the daily band; null for a ratio, whose days are not forecast.</summary>
    public required DaysOutsideBand? OutsideBand { get; init; }
}
