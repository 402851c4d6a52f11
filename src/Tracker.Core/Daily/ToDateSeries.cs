using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>How far the month to date was from its forecast, on the scale of the metric, for each day of a month and of the months before it.</summary>
public sealed class ToDateSeries
{
    /// <summary>Days of the longest month.</summary>
    public const int MostDays = 31;

    private readonly double[][] residuals;

    private ToDateSeries(int family, double size, double[][] residuals) => (Family, Size, this.residuals) = (family, size, residuals);

    /// <summary>Series of one family (metric) share a line of error on size and a common part.</summary>
    public int Family { get; }

    /// <summary>Purchases of a usual day; zero or NaN where unknown.</summary>
    public double Size { get; }

    public int PastMonths => residuals.Length - 1;

    /// <summary>The residual to a day of the month so many months before the month itself; 0 is the month. NaN where nothing is
    /// known.</summary>
    public double Residual(int monthsBack, int day) =>
        monthsBack < residuals.Length ? residuals[^(monthsBack + 1)][Math.Min(day, MostDays) - 1] : double.NaN;

    /// <summary>Of a series that adds over days: the log of what came over its forecast.</summary>
    public static ToDateSeries Of(int family, double size, DailyForecast forecast) =>
        new(family, size, [.. forecast.Past.Append(forecast.Month).Select(month => EachDay(month.CumulatedError))]);

    /// <summary>Of a ratio of two series, over the months that both have: g(actual ratio) − g(forecast ratio) of the sums to the day.</summary>
    public static ToDateSeries OfRatio(int family, double size, DailyForecast numerator, DailyForecast denominator, Scale scale)
    {
        var months = Math.Min(numerator.Past.Count, denominator.Past.Count);
        var pairs = numerator.Past.TakeLast(months).Append(numerator.Month).Zip(denominator.Past.TakeLast(months).Append(denominator.Month));
        return new(family, size, [.. pairs.Select(pair => EachDay(day => Ratio(pair.First.To(day), pair.Second.To(day), scale)))]);
    }

    private static double[] EachDay(Func<int, double> residual) => [.. Enumerable.Range(1, MostDays).Select(residual)];

    private static double Ratio((double Actual, double Expected) above, (double Actual, double Expected) below, Scale scale)
    {
        if (!(below.Actual > 0 && below.Expected > 0 && above.Expected > 0) || (scale != Scale.Logit && above.Actual <= 0))
            return double.NaN;
        var transform = scale == Scale.Logit ? ScaleTransform.Logit(below.Actual) : ScaleTransform.Log;
        var expected = above.Expected / below.Expected;
        return transform.Forward(above.Actual / below.Actual) - transform.Forward(scale == Scale.Logit ? Math.Min(1, expected) : expected);
    }
}
