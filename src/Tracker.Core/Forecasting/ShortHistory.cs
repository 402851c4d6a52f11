namespace Tracker.Core.Forecasting;

/// <summary>
/// The model for series that have not seen a whole season: a level that forgets by half each period, and a drift, the mean change per
/// period, shrunk hard because a few points cannot tell drift from chance.
/// </summary>
public sealed class ShortHistory : IForecaster
{
    public const string ModelName = "short_history";

    /// <summary>Weight of the newest value in the level.</summary>
    private const double Forgetting = 0.5;

    /// <summary>The drift counts as if this many periods without drift had been seen besides.</summary>
    private const double PeriodsWithoutDrift = 24;

    /// <summary>The standard error of one step that is assumed where no error has been seen: a quarter on the log scale.</summary>
    public const double PriorScale = 0.25;

    public string Name => ModelName;

    /// <summary>Steps 1 to <c>path.Length</c> after <paramref name="values"/>, which hold at least one.</summary>
    public static void Forecast(ReadOnlySpan<double> values, Span<double> path)
    {
        var level = values[0];
        foreach (var value in values)
            level += Forgetting * (value - level);
        var drift = (values[^1] - values[0]) / (values.Length - 1 + PeriodsWithoutDrift);
        for (var step = 0; step < path.Length; step++)
            path[step] = level + (step + 1) * drift;
    }

    public RollingPaths Roll(PastValues past, int firstOrigin, int horizon, int season)
    {
        var paths = new RollingPaths(firstOrigin, past.Length, horizon);
        var path = new double[horizon];
        for (var origin = Math.Max(firstOrigin, 1); origin <= past.Length; origin++)
        {
            Forecast(past.Before(origin), path);
            paths.Set(origin, path);
        }

        return paths;
    }
}
