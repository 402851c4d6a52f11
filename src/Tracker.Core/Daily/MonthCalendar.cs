using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>
/// What the make-up of a month's days does to its sum: the log of the sum of its days' factors (weekday, payday, month end, holidays, Easter among them; a leap
/// day is a day more), without the yearly wave. Taken from the log of the sum before a monthly fit and put back after it.
/// </summary>
public static class MonthCalendar
{
    /// <summary>The log weights of months that follow each other, each by the calendar regression on the days before it; months of the first year by that
    /// on the first year. Null where there is no regression: under a year of days before the last month, or nothing on half of them.</summary>
    /// <param name="series">The days that make up the sums.</param>
    /// <param name="design">Begins with the series and ends on the last day of the last month or later.</param>
    /// <param name="first">The first month; all of its days are in the series.</param>
    /// <param name="months">How many.</param>
    public static double[]? LogWeights(DaySeries series, CalendarDesign design, Month first, int months)
    {
        var last = series.IndexOf((first + (months - 1)).FirstDay);
        if (last < DailyForecast.LeastDays || DailyLogs.Of(series.Values[..Math.Min(last, series.Length)]) is not { } logs || logs.Values.Length < last)
            return null;
        var regression = new CalendarRegression(design, logs.Values);
        var fit = regression.At(DailyForecast.LeastDays);
        var weights = new double[months];
        for (var i = 0; i < months; i++)
        {
            var start = series.IndexOf((first + i).FirstDay);
            if (start > DailyForecast.LeastDays)
                fit = regression.At(start);
            weights[i] = LogWeight(fit, Enumerable.Range(start, (first + i).Days));
        }

        return weights;
    }

    internal static double LogWeight(CalendarFit fit, IEnumerable<int> days) => Math.Log(days.Sum(day => Math.Exp(fit.Days(day))));
}
