namespace Tracker.Synthetic.Days;

/// <summary>Holidays and shopping days of the United States.</summary>
internal static class UsHolidays
{
    /// <summary>Those of a year by date.</summary>
    public static IReadOnlyList<Holiday> OfYear(int year)
    {
        var thanksgiving = Thanksgiving(year);
        Holiday[] holidays =
        [
            new("New Year's Day", new(year, 1, 1)),
            new("Martin Luther King Day", Nth(3, DayOfWeek.Monday, year, 1)),
            new("Valentine's Day", new(year, 2, 14)),
            new("Presidents' Day", Nth(3, DayOfWeek.Monday, year, 2)),
            new("Easter Sunday", Easter(year)),
            new("Mother's Day", MothersDay(year)),
            new("Memorial Day", LastMondayOfMay(year)),
            new("Juneteenth", new(year, 6, 19)),
            new("Father's Day", Nth(3, DayOfWeek.Sunday, year, 6)),
            new("Independence Day", new(year, 7, 4)),
            new("Labor Day", Nth(1, DayOfWeek.Monday, year, 9)),
            new("Columbus Day", Nth(2, DayOfWeek.Monday, year, 10)),
            new("Halloween", new(year, 10, 31)),
            new("Veterans Day", new(year, 11, 11)),
            new("Thanksgiving", thanksgiving),
            new("Black Friday", thanksgiving.AddDays(1)),
            new("Cyber Monday", thanksgiving.AddDays(4)),
            new("Christmas Eve", new(year, 12, 24)),
            new("Christmas Day", new(year, 12, 25)),
            new("New Year's Eve", new(year, 12, 31)),
        ];
        return [.. holidays.OrderBy(holiday => holiday.StartsOn)];
    }

    public static DateOnly Thanksgiving(int year) => Nth(4, DayOfWeek.Thursday, year, 11);

    public static DateOnly MothersDay(int year) => Nth(2, DayOfWeek.Sunday, year, 5);

    /// <summary>Easter Sunday of the Gregorian calendar (the anonymous algorithm printed in Nature, 1876).</summary>
    public static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (b - (b + 8) / 25 + 1) / 3;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new(year, n / 31, n % 31 + 1);
    }

    private static DateOnly Nth(int n, DayOfWeek day, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)day - (int)first.DayOfWeek + 7) % 7 + 7 * (n - 1));
    }

    private static DateOnly LastMondayOfMay(int year) => Nth(1, DayOfWeek.Monday, year, 6).AddDays(-7);
}
