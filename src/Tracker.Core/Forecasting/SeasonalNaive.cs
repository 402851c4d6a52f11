namespace Tracker.Core.Forecasting;

/// <summary>The value of the same phase one season ago; from one season of values on.</summary>
public sealed class SeasonalNaive : IForecaster
{
    public string Name => "seasonal_naive";

    /// <summary>Steps 1 to <c>path.Length</c> after <paramref name="values"/>, which hold at least one season.</summary>
    public static void Forecast(ReadOnlySpan<double> values, int season, Span<double> path)
    {
        for (var step = 0; step < path.Length; step++)
            path[step] = values[values.Length - season + step % season];
    }

    public RollingPaths Roll(PastValues past, int firstOrigin, int horizon, int season)
    {
        var paths = new RollingPaths(firstOrigin, past.Length, horizon);
        var path = new double[horizon];
        for (var origin = Math.Max(firstOrigin, season); origin <= past.Length; origin++)
        {
            Forecast(past.Before(origin), season, path);
            paths.Set(origin, path);
        }

        return paths;
    }
}
