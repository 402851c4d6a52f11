namespace Tracker.Core.Movers;

/// <summary>The indices of the series of a month and the past scores that their chances are counted in.</summary>
/// <param name="Impacts">In the order of the series.</param>
/// <param name="PastScores">Of each series, |past residual| over σ without itself, oldest first; empty with fewer than 12 errors.</param>
public sealed record ImpactTable(IReadOnlyList<Impact> Impacts, IReadOnlyList<IReadOnlyList<double>> PastScores)
{
    /// <summary>N: past scores of all series together.</summary>
    public int Calibration => PastScores.Sum(scores => scores.Count);
}
