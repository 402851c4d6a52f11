using System.Globalization;

namespace Tracker.Core.Daily;

/// <summary>The day of every year on which a holiday falls: a date ("12-25"), a weekday of a month ("fourth thursday 11", "last monday 05")
/// or "easter".</summary>
public readonly record struct HolidayRule
{
    private const string EasterName = "easter";
    private const int LastOfMonth = 5;
    private static readonly string[] Places = ["first", "second", "third", "fourth", "last"];

    private HolidayRule(int month, int day, int place, DayOfWeek weekday) => (Month, Day, Place, Weekday) = (month, day, place, weekday);

    /// <summary>1 to 12; 0 for Easter.</summary>
    private int Month { get; }

    /// <summary>Of a date; 0 for a weekday.</summary>
    private int Day { get; }

    private int Place { get; }

    private DayOfWeek Weekday { get; }

    /// <exception cref="FormatException">Not a rule.</exception>
    public static HolidayRule Parse(string text)
    {
        if (text == EasterName)
            return default;
        if (DateOnly.TryParseExact($"2001-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new(date.Month, date.Day, 0, default);
        if (text.Split(' ') is [var place, var weekday, var month]
            && Array.IndexOf(Places, place) is >= 0 and var at
            && Enum.TryParse<DayOfWeek>(weekday, ignoreCase: true, out var day)
            && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= 12)
            return new(number, 0, at + 1, day);
        throw new FormatException($"holiday rule {text}: expected a date such as 12-25, a weekday such as fourth thursday 11, or easter");
    }

    public DateOnly In(int year)
    {
        if (Month == 0)
            return Easter(year);
        if (Day > 0)
            return new(year, Month, Day);
        if (Place == LastOfMonth)
        {
            var last = new DateOnly(year, Month, DateTime.DaysInMonth(year, Month));
            return last.AddDays(-(((int)last.DayOfWeek - (int)Weekday + 7) % 7));
        }

        var first = new DateOnly(year, Month, 1);
        return first.AddDays(((int)Weekday - (int)first.DayOfWeek + 7) % 7 + 7 * (Place - 1));
    }

    /// <summary>Easter Sunday of the Gregorian calendar: Gauss's lunar and weekly cycles with the corrections of 1582 (Knuth 1997, 1.3.2
    /// exercise 14).</summary>
    private static DateOnly Easter(int year)
    {
        var golden = year % 19 + 1;
        var century = year / 100 + 1;
        var skippedLeapDays = 3 * century / 4 - 12;
        var moon = (8 * century + 5) / 25 - 5;
        var sunday = 5 * year / 4 - skippedLeapDays - 10;
        var epact = (11 * golden + 20 + moon - skippedLeapDays) % 30;
        if (epact < 0)
            epact += 30;
        if ((epact == 25 && golden > 11) || epact == 24)
            epact++;
        var fullMoon = 44 - epact; // of March
        if (fullMoon < 21)
            fullMoon += 30;
        var easter = fullMoon + 7 - (sunday + fullMoon) % 7;
        return new DateOnly(year, 3, 1).AddDays(easter - 1);
    }
}
