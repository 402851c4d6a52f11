using Tracker.Core.Daily;
using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>What a run found, to be saved in one piece.</summary>
public sealed record RunResults
{
    /// <summary>Every series that was scored.</summary>
    public required IReadOnlyList<SavedMover> Movers { get; init; }

    /// <summary>Every sector that has a mover.</summary>
    public IReadOnlyList<SavedSector> Sectors { get; init; } = [];

    /// <summary>What the sectors of each metric have in common.</summary>
    public IReadOnlyList<SavedShock> Shocks { get; init; } = [];

    /// <summary>Every series that was not, with its reason.</summary>
    public required IReadOnlyList<NotApplicableSeries> NotApplicable { get; init; }

    /// <summary>What a consumer of the month stands for, and how many are active.</summary>
    public required CellWeights Weights { get; init; }

    /// <summary>Scores that the p-values were counted in.</summary>
    public required int Calibration { get; init; }

    /// <summary>Months before the month that the forecasts rest on.</summary>
    public required int FittedMonths { get; init; }

    /// <summary>Who joined, left and stayed since the month before; null for the first month of a panel.</summary>
    public PanelFlow? Flow { get; init; }

    /// <summary>Whether the loads of the month look complete; null where nobody asked.</summary>
    public Completeness? Completeness { get; init; }

    /// <param name="score">The month.</param>
    /// <param name="outside">Its days outside the daily band, of the metrics that have one.</param>
    /// <param name="flow">Who joined, left and stayed.</param>
    public static RunResults Of(MonthScore score, IReadOnlyDictionary<(Sector Sector, Metric Metric), DaysOutsideBand> outside, PanelFlow? flow) =>
        new()
        {
            Movers = [.. score.Movers.Select(mover => SavedMover.Of(mover, outside.TryGetValue((mover.Sector, mover.Metric), out var days) ? days : null))],
            Sectors = [.. score.Sectors.Select(SavedSector.Of)],
            Shocks = [.. score.CommonShocks.Select(SavedShock.Of)],
            NotApplicable = [.. score.NotApplicable.Select(NotApplicableSeries.Of)],
            Weights = score.Weights,
            Calibration = score.Calibration,
            FittedMonths = score.FittedMonths,
            Flow = flow,
        };
}
