namespace Tracker.Core.Daily;

/// <summary>How many days of a month lie outside the band, and how far: both signed, −100 to 100 (docs/methods/daily.md).</summary>
/// <param name="DaysIndex">100 × (days above − days below the 68.26% band) / days.</param>
/// <param name="DepthIndex">100 × Σ e / (1.576 × days), with z of a day in half widths of the band and
/// e = sign(z) · min(max(|z| − 1, 0), 1.576).</param>
/// <param name="Days">Days that have a value.</param>
public readonly record struct DaysOutsideBand(double DaysIndex, double DepthIndex, int Days)
{
    /// <summary>What a normal variable has within one standard deviation.</summary>
    public const double Level = 0.6826;

    /// <summary>The 99% quantile of a normal variable, less the half width.</summary>
    private const double MostDepth = 1.576;

    /// <summary>Null without a day, or without a band.</summary>
    public static DaysOutsideBand? Of(DailyMonth month, DailyBand? band)
    {
        var (days, outside, depth) = (0, 0, 0.0);
        for (var day = 1; day <= month.Days; day++)
        {
            var error = month.ErrorOf(day);
            if (double.IsNaN(error))
                continue;
            if (band?.HalfWidth(day, Level) is not { } half)
                return null;
            var z = error / half;
            days++;
            outside += z > 1 ? 1 : z < -1 ? -1 : 0;
            depth += Math.CopySign(Math.Min(Math.Max(Math.Abs(z) - 1, 0), MostDepth), z);
        }

        return days == 0 ? null : new(100.0 * outside / days, 100 * depth / (MostDepth * days), days);
    }
}
