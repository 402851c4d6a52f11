using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>All series of a month, ranked, with what describes the family of tests they are in.</summary>
public sealed record MonthScore
{
    public required Month Month { get; init; }

    /// <summary>By rank.</summary>
    public required IReadOnlyList<Mover> Movers { get; init; }

    /// <summary>One for each sector that has movers, by rank.</summary>
    public required IReadOnlyList<SectorScore> Sectors { get; init; }

    /// <summary>The series that left the family, and why.</summary>
    public required IReadOnlyList<NotApplicable> NotApplicable { get; init; }

    /// <summary>One for each metric that has movers.</summary>
    public required IReadOnlyList<CommonShock> CommonShocks { get; init; }

    /// <summary>Scores that the p-values were counted in, of all series together.</summary>
    public required int Calibration { get; init; }

    /// <summary>What a consumer of the month stands for, and what the weights cost.</summary>
    public required CellWeights Weights { get; init; }

    /// <summary>The panel size of the month.</summary>
    public required int ActiveConsumers { get; init; }

    /// <summary>Months before the month that the forecasts rest on.</summary>
    public required int FittedMonths { get; init; }

    public int Significant => Movers.Count(mover => mover.Significant);
}
