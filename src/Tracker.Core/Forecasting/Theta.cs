namespace Tracker.Core.Forecasting;

/// <summary>
/// Theta (Assimakopoulos and Nikolopoulos 2000): simple exponential smoothing with a part of the slope of the least-squares line as drift
/// (Hyndman and Billah 2003), on seasonally adjusted values; α and the first level by least squares of the one-step errors, α as the mean of
/// a grid weighted by likelihood. From one season and a period on.
/// </summary>
public sealed class Theta : IForecaster
{
    private static readonly double[] Alphas = [0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    /// <summary>The part of the slope that is drift; the classical method has a half.</summary>
    private const double SlopePart = 0.6;

    public string Name => "theta";

    /// <summary>Steps 1 to <c>path.Length</c> after <paramref name="values"/>, of which there are at least two, none missing.</summary>
    public static void Forecast(ReadOnlySpan<double> values, int season, Span<double> path)
    {
        var indices = SeasonalAdjustment.ShrunkIndices(values, season);
        var adjusted = values.ToArray();
        for (var i = 0; i < adjusted.Length; i++)
            adjusted[i] -= indices[i % season];

        var drift = SlopePart * Slope(adjusted);
        Span<double> weights = stackalloc double[Alphas.Length];
        Span<double> levels = stackalloc double[Alphas.Length];
        for (var i = 0; i < Alphas.Length; i++)
        {
            (levels[i], var squares) = Smooth(adjusted, Alphas[i], drift);
            weights[i] = adjusted.Length * Math.Log(squares + double.Epsilon);
        }

        Likelihoods.ToWeights(weights, 1);
        var level = 0.0;
        for (var i = 0; i < Alphas.Length; i++)
            level += weights[i] * levels[i];
        for (var step = 0; step < path.Length; step++)
            path[step] = level + (step + 1) * drift + indices[(values.Length + step) % season];
    }

    public RollingPaths Roll(PastValues past, int firstOrigin, int horizon, int season)
    {
        var paths = new RollingPaths(firstOrigin, past.Length, horizon);
        var path = new double[horizon];
        for (var origin = Math.Max(firstOrigin, season + 1); origin <= past.Length; origin++)
        {
            Forecast(past.Before(origin), season, path);
            paths.Set(origin, path);
        }

        return paths;
    }

    /// <summary>The slope of the least-squares line, per period.</summary>
    internal static double Slope(ReadOnlySpan<double> values)
    {
        var middle = (values.Length - 1) / 2.0;
        double products = 0, squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            products += (i - middle) * (values[i] - values[0]);
            squares += (i - middle) * (i - middle);
        }

        return products / squares;
    }

    /// <summary>The last level of smoothing with drift, and its sum of squared one-step errors, at the first level that makes this least:
    /// an error is that from the first value less a multiple of the first level's distance from it.</summary>
    internal static (double Level, double Squares) Smooth(ReadOnlySpan<double> values, double alpha, double drift)
    {
        double level = 0, part = 1; // from a first level of values[0], and what one more of the first level adds
        double errors = 0, products = 0, parts = 0;
        foreach (var value in values)
        {
            var error = value - values[0] - level - drift;
            errors += error * error;
            products += error * part;
            parts += part * part;
            level += drift + alpha * error;
            part *= 1 - alpha;
        }

        var first = products / parts;
        return (values[0] + level + part * first, Math.Max(0, errors - first * products));
    }
}
