using Tracker.Core.Daily;

namespace Tracker.Core.Tests.Daily;

/// <summary>Seeded daily series with a week, a year and noise.</summary>
internal static class DailyInput
{
    public static readonly DateOnly Start = new(2021, 1, 1);

    public static double Log(DateOnly day) =>
        5 + 0.1 * Math.Sin(2 * Math.PI * day.DayOfYear / 365.25) + (day.DayOfWeek == DayOfWeek.Saturday ? 0.3 : day.DayOfWeek == DayOfWeek.Sunday ? -0.4 : 0);

    public static double[] Values(int days, double noise, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, days).Select(i => Math.Exp(Log(Start.AddDays(i)) + noise * random.Normal()))];
    }

    public static (DaySeries Series, CalendarDesign Design) Series(IEnumerable<double> values, DateOnly last, DayCalendar? calendar = null)
    {
        var series = new DaySeries(Start, values);
        return (series, CalendarDesign.Of(calendar ?? DayCalendar.Empty, Start, last));
    }
}
