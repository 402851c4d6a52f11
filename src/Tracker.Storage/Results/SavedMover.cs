using Tracker.Core.Daily;
using Tracker.Core.Movers;

namespace Tracker.Storage.Results;

/// <summary>A series of a run as it is stored (<c>tracker.movers</c>). Numbers are finite or absent.</summary>
public sealed record SavedMover
{
    public long RunId { get; init; }

    public required string Sector { get; init; }

    public required string Metric { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Rank { get; init; }

    public required double Cii { get; init; }

    /// <summary>Null where the history is too short for a test.</summary>
    public double? P { get; init; }

    public double? Q { get; init; }

    public required bool Significant { get; init; }

    public required double Actual { get; init; }

    public required double Forecast { get; init; }

    public required double Lo80 { get; init; }

    public required double Hi80 { get; init; }

    public required double Lo95 { get; init; }

    public required double Hi95 { get; init; }

    /// <summary>Actual less forecast, in the metric's unit: <see cref="Own"/> + <see cref="Common"/>.</summary>
    public required double Impact { get; init; }

    /// <summary>The impact in per cent of the forecast; null where the forecast is zero.</summary>
    public double? PercentChange { get; init; }

    /// <summary>The part of the impact that is the sector's own.</summary>
    public required double Own { get; init; }

    /// <summary>The part that the metric's sectors have in common.</summary>
    public required double Common { get; init; }

    /// <summary>What made the forecast.</summary>
    public required string Model { get; init; }

    /// <summary>The scale on which it was made.</summary>
    public required string Scale { get; init; }

    /// <summary>σ of the index, on the scale.</summary>
    public required double Sigma { get; init; }

    /// <summary>Past errors of the series that σ and the bands rest on.</summary>
    public required int BacktestErrors { get; init; }

    /// <summary>The impact in money; null where the actual is zero.</summary>
    public double? Money { get; init; }

    /// <summary>The size of the money in per cent of what the panel spent.</summary>
    public double? ShareOfPanel { get; init; }

    /// <summary>First days of past months that were shocks and left out of the fit.</summary>
    public DateOnly[] Treated { get; init; } = [];

    /// <summary>The members of the combination.</summary>
    public string[] Members { get; init; } = [];

    /// <summary>Their weights.</summary>
    public double[] Weights { get; init; } = [];

    /// <summary>"adjusted" where the make-up of the months' days was taken out before the fit and put back, else "none".</summary>
    public string Calendar { get; init; } = "none";

    /// <summary>See <see cref="DaysOutsideBand"/>, as the depth index is; null where the metric has no daily forecast.</summary>
    public double? DaysIndex { get; init; }

    public double? DepthIndex { get; init; }

    internal static SavedMover Of(Mover mover, DaysOutsideBand? days) =>
        new()
        {
            Sector = mover.Sector.Name,
            Metric = mover.Metric.Name,
            Rank = mover.Rank,
            Cii = mover.Cii,
            P = mover.P,
            Q = mover.Q,
            Significant = mover.Significant,
            Actual = mover.Actual,
            Forecast = mover.Forecast,
            Lo80 = mover.Lo80,
            Hi80 = mover.Hi80,
            Lo95 = mover.Lo95,
            Hi95 = mover.Hi95,
            Impact = mover.Impact,
            PercentChange = mover.PercentChange,
            Own = mover.Own,
            Common = mover.Common,
            Model = mover.Model,
            Scale = mover.Scale.ToString().ToLowerInvariant(),
            Sigma = mover.Sigma,
            BacktestErrors = mover.BacktestErrors,
            Money = mover.Money,
            ShareOfPanel = mover.ShareOfPanel,
            Treated = [.. mover.Treated.Select(month => month.FirstDay)],
            Members = [.. mover.Members.Select(member => member.Member)],
            Weights = [.. mover.Members.Select(member => member.Weight)],
            Calendar = mover.CalendarAdjusted ? "adjusted" : "none",
            DaysIndex = days?.DaysIndex,
            DepthIndex = days?.DepthIndex,
        };
}
