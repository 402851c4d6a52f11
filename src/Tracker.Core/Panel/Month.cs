using System.Globalization;

namespace Tracker.Core.Panel;

/// <summary>A calendar month in the panel's time zone. <c>default</c> is January of year 1.</summary>
public readonly record struct Month : IComparable<Month>
{
    private readonly int index; // months since January of year 1

    private Month(int index) => this.index = index;

    public Month(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        index = (year - 1) * 12 + month - 1;
    }

    public int Year => index / 12 + 1;

    /// <summary>1 for January to 12 for December.</summary>
    public int MonthOfYear => index % 12 + 1;

    public DateOnly FirstDay => new(Year, MonthOfYear, 1);

    public DateOnly LastDay => new(Year, MonthOfYear, Days);

    public int Days => DateTime.DaysInMonth(Year, MonthOfYear);

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Months from <paramref name="earlier"/> to <paramref name="later"/>: 12 from 2024-03 to 2025-03.</summary>
    public static int operator -(Month later, Month earlier) => later.index - earlier.index;

    public static Month operator +(Month month, int months) => new(Checked(month.index + months));

    public static Month operator -(Month month, int months) => new(Checked(month.index - months));

    public static bool operator <(Month left, Month right) => left.index < right.index;

    public static bool operator >(Month left, Month right) => left.index > right.index;

    public static bool operator <=(Month left, Month right) => left.index <= right.index;

    public static bool operator >=(Month left, Month right) => left.index >= right.index;

    /// <summary>Reads "2025-10".</summary>
    /// <exception cref="FormatException">The text is not a month written yyyy-MM.</exception>
    public static Month Parse(string text) =>
        TryParse(text, out var month) ? month : throw new FormatException($"month {text}: expected yyyy-MM");

    public static bool TryParse(string? text, out Month month)
    {
        var isMonth = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = isMonth ? Of(day) : default;
        return isMonth;
    }

    public int CompareTo(Month other) => index.CompareTo(other.index);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{MonthOfYear:00}");

    private static int Checked(int index) =>
        index is >= 0 and < 9999 * 12 ? index : throw new ArgumentOutOfRangeException(nameof(index), "month outside the years 1 to 9999");
}
