using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Days;

/// <summary>How busy a sector is on a day: trend, year, week and holidays. An ordinary day in the middle of the span has about 1.</summary>
internal static class DayWeight
{
    private const double DaysPerYear = 365.25;

    /// <summary>Of the sector's full lift before Christmas, reached on 22 December; the ramp begins 28 days before.</summary>
    private const int ChristmasRamp = 28;

    /// <summary>A shopping day such as Black Friday, of the sector's lift for gifts.</summary>
    private const double BlackFriday = 1.6;

    /// <summary>The weight of a day; trend has no effect on the middle one.</summary>
    public static double Of(SectorProfile sector, DateOnly day, DateOnly middle) =>
        Math.Exp(
            sector.Growth * (day.DayNumber - middle.DayNumber) / DaysPerYear
            + Season(sector, day)
            + Weekday(sector, day.DayOfWeek)
            + sector.Gifts * Gifts(day)
            + sector.Feasts * Math.Max(Before(day, UsHolidays.Easter(day.Year), 7), Before(day, UsHolidays.Thanksgiving(day.Year), 7))
            + sector.Occasions * Math.Max(Before(day, new(day.Year, 2, 14), 5), Before(day, UsHolidays.MothersDay(day.Year), 6)))
        * Open(day);

    /// <summary>The yearly wave, on the log scale.</summary>
    public static double Season(SectorProfile sector, DateOnly day) =>
        sector.Season * Math.Cos(2 * Math.PI * (day.DayOfYear / DaysPerYear - (sector.Peak - 1) / 12));

    private static double Weekday(SectorProfile sector, DayOfWeek day) => sector.Weekend * day switch
    {
        DayOfWeek.Friday => 0.4,
        DayOfWeek.Saturday => 1,
        DayOfWeek.Sunday => 0.8,
        _ => 0,
    };

    private static double Gifts(DateOnly day)
    {
        var christmas = new DateOnly(day.Year, 12, 22);
        var days = christmas.DayNumber - day.DayNumber;
        var ramp = days is >= 0 and < ChristmasRamp ? 1 - (double)days / ChristmasRamp : 0;
        var sinceThanksgiving = day.DayNumber - UsHolidays.Thanksgiving(day.Year).DayNumber;
        return sinceThanksgiving switch
        {
            1 => BlackFriday,
            2 or 3 => 0.8,
            4 => 0.8 * BlackFriday,
            _ => ramp,
        };
    }

    /// <summary>Rises to 1 on the day itself from 0 so many days before.</summary>
    private static double Before(DateOnly day, DateOnly holiday, int length)
    {
        var days = holiday.DayNumber - day.DayNumber;
        return days >= 0 && days < length ? 1 - (double)days / length : 0;
    }

    /// <summary>The share of a day's activity that closed doors leave.</summary>
    private static double Open(DateOnly day) =>
        (day.Month, day.Day) is (12, 25) ? 0.4
        : day == UsHolidays.Thanksgiving(day.Year) ? 0.6
        : day == UsHolidays.Easter(day.Year) || (day.Month, day.Day) is (1, 1) ? 0.75
        : 1;
}
