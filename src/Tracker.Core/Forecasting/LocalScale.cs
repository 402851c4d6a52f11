namespace Tracker.Core.Forecasting;

/// <summary>
/// The size of errors around an origin, so that errors of restless and of calm years can stand in one row (normalised conformal scores;
/// Lei, G'Sell, Rinaldo, Tibshirani and Wasserman 2018).
/// </summary>
internal static class LocalScale
{
    /// <summary>Each period back counts so much less.</summary>
    private const double Forgetting = 0.95;

    /// <summary>Errors of the mean size that count besides.</summary>
    private const double MeanErrors = 10;

    /// <summary>The root of the mean square of the errors known at an origin and of ten of the mean size.</summary>
    /// <param name="origins">Origins of the errors, newest first.</param>
    /// <param name="errors">The errors of one step from them.</param>
    /// <param name="step">Errors of origin o are known at o + step.</param>
    /// <param name="at">The origin.</param>
    /// <param name="meanSquare">The mean square that is assumed besides.</param>
    /// <param name="most">At most so many errors.</param>
    public static double At(IReadOnlyList<int> origins, IReadOnlyList<double> errors, int step, int at, double meanSquare, int most)
    {
        var (sum, weights, taken) = (MeanErrors * meanSquare, MeanErrors, 0);
        for (var i = 0; i < origins.Count && taken < most; i++)
        {
            var age = at - origins[i] - step;
            if (age < 0)
                continue;
            var weight = Math.Pow(Forgetting, age);
            sum += weight * errors[i] * errors[i];
            weights += weight;
            taken++;
        }

        return Math.Sqrt(sum / weights);
    }
}
