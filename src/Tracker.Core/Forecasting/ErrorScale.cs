namespace Tracker.Core.Forecasting;

/// <summary>The size of forecast errors: their root mean square, with assumed errors beside them where too few have been seen.</summary>
public static class ErrorScale
{
    /// <summary>Fewer errors than this are made up to it by assumed ones.</summary>
    public const int EnoughErrors = 4;

    /// <summary>Assumed errors that stand beside those of a series that has not seen a whole season, and so not what its season
    /// does.</summary>
    private const int UnseenSeason = 4;

    /// <summary>The combination starts with one season and a period; in its first periods its errors are still those of the short
    /// history.</summary>
    private const int FirstPeriods = 3;

    /// <summary>Assumed errors for a forecast from so many values: four up to a season and one, then two, then none.</summary>
    public static int AssumedErrors(int values, int season) => Math.Clamp(2 * (season + FirstPeriods - values), 0, UnseenSeason);

    /// <summary>The root mean square of the errors and of so many assumed ones of the prior size.</summary>
    /// <param name="errors">Finite, in any order.</param>
    /// <param name="assumed">Number of assumed errors; there is at least one error of either kind.</param>
    /// <param name="prior">The size assumed, above zero.</param>
    public static double Of(ReadOnlySpan<double> errors, int assumed, double prior = ShortHistory.PriorScale)
    {
        var sum = assumed * prior * prior;
        foreach (var error in errors)
            sum += error * error;
        return Math.Sqrt(sum / (errors.Length + assumed));
    }
}
