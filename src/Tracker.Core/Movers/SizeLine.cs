using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>
/// A line of ln s on ln(size) that a few odd series do not bend: the median slope of all pairs and the median intercept (Theil 1950, Sen
/// 1968). It says what the error of a series of that size usually is.
/// </summary>
public readonly record struct SizeLine(double Intercept, double Slope)
{
    /// <summary>From so many series on a slope is drawn; below it the line is level, at their median.</summary>
    public const int SlopeFrom = 8;

    /// <summary>Below so many series nothing is said.</summary>
    public const int LevelFrom = 5;

    /// <summary>Chance alone gives −½; errors do not grow with size, nor fall faster than its inverse.</summary>
    private const double SteepestSlope = -1;

    /// <summary>Null with too few series.</summary>
    /// <param name="series">Size (any unit, zero or NaN where unknown) and error s of each series; those without an error above zero are
    /// left out.</param>
    public static SizeLine? Of(IEnumerable<(double Size, double Error)> series)
    {
        var known = series.Where(one => one.Error > 0).ToArray();
        if (known.Length < LevelFrom)
            return null;
        var sized = known.Where(one => one.Size > 0).Select(one => (X: Math.Log(one.Size), Y: Math.Log(one.Error))).ToArray();
        if (sized.Length < SlopeFrom)
            return new(Median.Of(known.Select(one => Math.Log(one.Error)))!.Value, 0);

        var slopes = new List<double>(sized.Length * sized.Length / 2);
        for (var i = 0; i < sized.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (sized[i].X != sized[j].X)
                    slopes.Add((sized[i].Y - sized[j].Y) / (sized[i].X - sized[j].X));
            }
        }

        var slope = Math.Clamp(Median.Of(slopes) ?? 0, SteepestSlope, 0);
        return new(Median.Of(sized.Select(one => one.Y - slope * one.X))!.Value, slope);
    }

    /// <summary>σ₀ of a series; one of unknown size is as large as 1.</summary>
    public double ErrorAt(double size) => Math.Exp(Intercept + (Slope == 0 || !(size > 0) ? 0 : Slope * Math.Log(size)));
}
