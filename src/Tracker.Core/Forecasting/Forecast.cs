namespace Tracker.Core.Forecasting;

/// <summary>A forecast on the scale of the series, with the errors that its model made before.</summary>
public sealed record Forecast : ForecastResult
{
    /// <exception cref="ArgumentException">A step is not finite, or steps and backtests do not match.</exception>
    public Forecast(
        string model, IReadOnlyList<double> path, IReadOnlyList<Backtest> backtests, IReadOnlyList<MemberWeight> members, int assumedErrors)
    {
        if (path.Count == 0 || path.Count != backtests.Count)
            throw new ArgumentException($"expected one backtest a step, got {path.Count} steps and {backtests.Count} backtests", nameof(backtests));
        if (!path.All(double.IsFinite))
            throw new ArgumentException("a step is not finite", nameof(path));
        (Model, Path, Backtests, Members, AssumedErrors) = (model, path, backtests, members, assumedErrors);
        OneStep = backtests[0];
    }

    /// <summary>What made the number: "combination", "short_history" or a member's name.</summary>
    public string Model { get; }

    /// <summary>False for a short history: its errors do not tell what its season will do.</summary>
    public bool SeasonSeen => Model != ShortHistory.ModelName;

    /// <summary>Steps 1 to h.</summary>
    public IReadOnlyList<double> Path { get; }

    /// <summary>The rolling-origin errors of steps 1 to h.</summary>
    public IReadOnlyList<Backtest> Backtests { get; }

    public Backtest OneStep { get; }

    /// <summary>The members of a combination; empty for a short history.</summary>
    public IReadOnlyList<MemberWeight> Members { get; }

    /// <summary>Indices of past values that were shocks: left out of the fit, kept in the errors (<see cref="PastShocks"/>).</summary>
    public IReadOnlyList<int> Treated { get; init; } = [];

    /// <summary>Errors of the prior size that the band counts besides, because the series has not shown a whole season or only just (<see
    /// cref="ErrorScale"/>).</summary>
    public int AssumedErrors { get; }

    /// <summary>The half widths of the band of a level, by step, on the scale (<see cref="Band"/>).</summary>
    public double[] HalfWidths(double level) => Band.HalfWidths(Backtests, level, AssumedErrors);
}
