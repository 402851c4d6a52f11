namespace Tracker.Core.Forecasting;

/// <summary>The size of forecast errors: their root mean square.</summary>
public static class ErrorScale
{
    /// <summary>With fewer errors than this a prior scale stands in for each that is missing.</summary>
    public const int EnoughErrors = 4;

    /// <summary>The root mean square of the errors; each of the first four that is missing counts as one of the prior size.</summary>
    /// <param name="errors">Finite, in any order.</param>
    /// <param name="prior">The size assumed, above zero.</param>
    public static double Of(ReadOnlySpan<double> errors, double prior = ShortHistory.PriorScale)
    {
        var missing = Math.Max(0, EnoughErrors - errors.Length);
        var sum = missing * prior * prior;
        foreach (var error in errors)
            sum += error * error;
        return Math.Sqrt(sum / (errors.Length + missing));
    }
}
