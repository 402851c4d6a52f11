namespace Tracker.Core.Movers;

/// <summary>What the index of a series is made of.</summary>
/// <param name="Family">Series of one family (metric) have one line of error on size.</param>
/// <param name="Size">Buyers of a usual month; zero or NaN where unknown.</param>
/// <param name="Residual">g(actual) − g(forecast), less the common part.</param>
/// <param name="SeasonSeen">False for a short history, whose scale is never below the prior's.</param>
/// <param name="Past">The same of the backtest, oldest first.</param>
public sealed record ResidualSeries(int Family, double Size, double Residual, bool SeasonSeen, IReadOnlyList<double> Past)
{
    /// <summary>Series of one sector are tested together; 0 where nothing is said.</summary>
    public int Sector { get; init; }

    /// <summary>The months of <see cref="Past"/>, as many, counted alike in all series; empty where nobody needs them.</summary>
    public IReadOnlyList<int> Months { get; init; } = [];
}
