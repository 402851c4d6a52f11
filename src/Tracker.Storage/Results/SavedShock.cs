using Tracker.Core.Movers;

namespace Tracker.Storage.Results;

/// <summary>What the sectors of a metric have in common in the month of a run, and what the metric's tests are worth
/// (<c>tracker.common_shocks</c>).</summary>
public sealed record SavedShock
{
    public long RunId { get; init; }

    public required string Metric { get; init; }

    /// <summary>In the order of the metrics, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>On the metric's scale.</summary>
    public required double Shift { get; init; }

    /// <summary>Sectors in the median.</summary>
    public required int Sectors { get; init; }

    /// <summary>Null with too few sectors.</summary>
    public double? Cii { get; init; }

    public double? P { get; init; }

    public double? Q { get; init; }

    /// <summary>Past own residuals that would have been called unusual at the nominal rate; null without any residuals.</summary>
    public int? Alarms { get; init; }

    public int? Scores { get; init; }

    internal static SavedShock Of(CommonShock shock, int at) =>
        new()
        {
            Metric = shock.Metric.Name,
            Position = at + 1,
            Shift = shock.Shift,
            Sectors = shock.Sectors,
            Cii = shock.Cii,
            P = shock.P,
            Q = shock.Q,
            Alarms = shock.FalseAlarms?.Alarms,
            Scores = shock.FalseAlarms?.Scores,
        };
}
