using Tracker.Core.Forecasting;

namespace Tracker.Core.Daily;

/// <summary>The band of days on the log scale: a conformal quantile of |e| / √(a + b·h) times √(a + b·h), h the day of the month, pooled over
/// the days of past months.</summary>
public sealed class DailyBand
{
    private readonly double[] scaled;
    private readonly double constant, slope;

    private DailyBand(double constant, double slope, double[] scaled) => (this.constant, this.slope, this.scaled) = (constant, slope, scaled);

    /// <summary>Null without errors above zero.</summary>
    /// <param name="errors">Day of the month from 1, and error; NaN is left out.</param>
    public static DailyBand? Of(IEnumerable<(int Day, double Error)> errors)
    {
        var known = errors.Where(one => !double.IsNaN(one.Error)).ToArray();
        if (known.Length == 0 || known.All(one => one.Error == 0))
            return null;
        // Least squares of e² on h; neither the variance of the first day nor its growth is negative.
        var meanDay = known.Average(one => (double)one.Day);
        var meanSquare = known.Average(one => one.Error * one.Error);
        var spread = known.Sum(one => (one.Day - meanDay) * (one.Day - meanDay));
        var slope = spread == 0 ? 0 : known.Sum(one => (one.Day - meanDay) * one.Error * one.Error) / spread;
        slope = Math.Clamp(slope, 0, meanSquare / (2 * meanDay));
        var band = (Constant: meanSquare - slope * meanDay, Slope: slope);
        return new(band.Constant, band.Slope, [.. known.Select(one => Math.Abs(one.Error) / Math.Sqrt(band.Constant + band.Slope * one.Day))]);
    }

    /// <summary>Null where there are too few errors for the level.</summary>
    public double? HalfWidth(int day, double level) => ConformalQuantile.Of(scaled, level) is { } quantile ? quantile * Scale(day) : null;

    private double Scale(int day) => Math.Sqrt(constant + slope * day);
}
