namespace Tracker.Core.Daily;

/// <summary>
/// The total of a month of which some days have come: what came, and the forecast of the rest, which follows the month to date as far as it did in
/// past months: rest = forecast of the rest × exp(b r), with r the log of what came over its forecast and b the ridge slope of the rest's log
/// error on it.
/// </summary>
/// <param name="Total">Of the month, in the unit of the series.</param>
/// <param name="Past">Total and projection of each past month on the same day, oldest first, its slope from the others; NaN where unknown.</param>
internal sealed record MonthProjection(double Total, IReadOnlyList<(double Actual, double Projected)> Past)
{
    /// <summary>The slope before anything is known, and how many months of usual size stand for it.</summary>
    private const double PriorSlope = 0.5, PriorMonths = 8;

    public static MonthProjection Of(DailyForecast forecast, int day)
    {
        var pairs = forecast.Past.Select(month => (Month: month, So: month.CumulatedError(day), After: RestError(month, day))).ToArray();
        var known = pairs.Where(pair => !double.IsNaN(pair.So) && !double.IsNaN(pair.After)).ToArray();
        var (products, squares) = (known.Sum(pair => pair.So * pair.After), known.Sum(pair => pair.So * pair.So));
        var prior = known.Length == 0 ? 1 : PriorMonths * squares / known.Length;
        double Slope(double leftProduct, double leftSquare) =>
            squares == 0 ? PriorSlope : (products - leftProduct + prior * PriorSlope) / (squares - leftSquare + prior);

        var past = pairs.Select(pair =>
        {
            var (came, expected) = pair.Month.To(day);
            var (total, all) = pair.Month.To(pair.Month.Days);
            if (double.IsNaN(pair.So))
                return (double.NaN, double.NaN);
            var slope = double.IsNaN(pair.After) ? Slope(0, 0) : Slope(pair.So * pair.After, pair.So * pair.So);
            return (total, came + (all - expected) * Math.Exp(slope * pair.So));
        });
        var (actual, soFar) = forecast.Month.To(day);
        var residual = forecast.Month.CumulatedError(day);
        var rest = (forecast.Month.ExpectedTotal - soFar) * Math.Exp(Slope(0, 0) * (double.IsNaN(residual) ? 0 : residual));
        return new(actual + Math.Max(0, rest), [.. past]);
    }

    private static double RestError(DailyMonth month, int day)
    {
        var (came, expected) = month.To(day);
        var (total, all) = month.To(month.Days);
        return total > came && all > expected ? Math.Log((total - came) / (all - expected)) : double.NaN;
    }
}
