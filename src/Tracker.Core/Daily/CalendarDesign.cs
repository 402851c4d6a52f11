namespace Tracker.Core.Daily;

/// <summary>
/// The columns of the calendar regression for a span of days: level and trend with a knot every quarter, weekdays, the year as a Fourier series,
/// payday and month end, holidays and events. It depends on dates alone, so the series of a panel share one.
/// </summary>
public sealed class CalendarDesign
{
    private const double DaysPerYear = 365.25;
    private const int FourierOrder = 5;
    private const int KnotDays = 91;

    /// <summary>Ridge penalties, for logs whose noise has a standard deviation of 0.05 (see <see cref="CalendarRegression"/>).</summary>
    private const double LevelPenalty = 1e-6, WeekdayPenalty = 0.1, FourierPenalty = 0.4, HolidayPenalty = 0.1, KnotPenalty = 10;

    private static readonly DateOnly Epoch = new(2000, 1, 1);

    private readonly int[][] columns; // by day: which are not zero
    private readonly double[][] entries; // their values
    private readonly bool[] special;
    private readonly bool[] outage;
    private readonly double[] penalties;

    private CalendarDesign(DateOnly first, int days, int trend, int year, double[] penalties)
    {
        (First, Trend, Year, this.penalties) = (first, trend, year, penalties);
        (columns, entries, special, outage) = (new int[days][], new double[days][], new bool[days], new bool[days]);
    }

    public DateOnly First { get; }

    public int Days => columns.Length;

    public int Columns => penalties.Length;

    /// <summary>Columns 0 to Trend − 1 are level and trend.</summary>
    internal int Trend { get; }

    /// <summary>Columns Trend to Year − 1 are the year; those from Year on weekdays, months and holidays.</summary>
    internal int Year { get; }

    internal ReadOnlySpan<double> Penalties => penalties;

    /// <param name="calendar">Holidays, events and outages.</param>
    /// <param name="first">The first day of the series.</param>
    /// <param name="last">The last day that is forecast.</param>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    public static CalendarDesign Of(DayCalendar calendar, DateOnly first, DateOnly last)
    {
        if (last < first)
            throw new ArgumentException($"days {first:yyyy-MM-dd} to {last:yyyy-MM-dd}: expected them in their order", nameof(last));
        const int week = 7, paydays = 4;
        var days = last.DayNumber - first.DayNumber + 1;
        var knots = (days - 1) / KnotDays;
        var (trend, year) = (2 + knots, 2 + knots + 2 * FourierOrder);
        var holidays = year + week + paydays;
        var design = new CalendarDesign(first, days, trend, year,
        [
            LevelPenalty, LevelPenalty, .. Enumerable.Repeat(KnotPenalty, knots),
            .. Enumerable.Range(0, 2 * FourierOrder).Select(k => FourierPenalty * (k / 2 + 1) * (k / 2 + 1)),
            .. Enumerable.Repeat(WeekdayPenalty, week), .. Enumerable.Repeat(HolidayPenalty, paydays + calendar.Count),
        ]);
        var effects = calendar.Between(first, last).ToLookup(effect => effect.Day);
        for (var at = 0; at < days; at++)
        {
            var day = first.AddDays(at);
            var row = new SortedDictionary<int, double> { [0] = 1, [1] = at / DaysPerYear };
            for (var knot = 0; knot < knots && at > (knot + 1) * KnotDays; knot++)
                row[2 + knot] = (at - (knot + 1) * KnotDays) / DaysPerYear;
            for (var k = 0; k < FourierOrder; k++)
            {
                var (sine, cosine) = Math.SinCos(2 * Math.PI * (k + 1) * (day.DayNumber - Epoch.DayNumber) / DaysPerYear);
                (row[trend + 2 * k], row[trend + 2 * k + 1]) = (sine, cosine);
            }

            row[year + (int)day.DayOfWeek] = 1;
            if (Payday(day) is { } payday)
                row[year + week + payday] = 1;
            foreach (var (effect, _, share) in effects[day])
                row[holidays + effect] = share;
            design.columns[at] = [.. row.Keys];
            design.entries[at] = [.. row.Values];
            design.special[at] = effects[day].Any();
            design.outage[at] = calendar.IsOutage(day);
        }

        return design;
    }

    /// <summary>Whether a holiday or event works on the day.</summary>
    public bool IsSpecial(int day) => special[day];

    public bool IsOutage(int day) => outage[day];

    /// <summary>The sum of a day's columns from one to the one before another, each times its coefficient.</summary>
    internal double Part(int day, ReadOnlySpan<double> coefficients, int from, int to)
    {
        var sum = 0.0;
        var (at, value) = (columns[day], entries[day]);
        for (var i = 0; i < at.Length; i++)
        {
            if (at[i] >= from && at[i] < to)
                sum += value[i] * coefficients[at[i]];
        }

        return sum;
    }

    /// <summary>Adds a day to the normal equations, or takes it away with a weight of −1. Of the matrix the lower half is kept.</summary>
    internal void Add(int day, double value, double weight, Span<double> gram, Span<double> moments)
    {
        var (at, entry) = (columns[day], entries[day]);
        var size = penalties.Length;
        for (var i = 0; i < at.Length; i++)
        {
            var weighted = weight * entry[i];
            moments[at[i]] += weighted * value;
            var row = gram.Slice(at[i] * size, size);
            for (var j = 0; j <= i; j++)
                row[at[j]] += weighted * entry[j];
        }
    }

    /// <summary>0 to 3: the first two days, the two days of the 15th, the third last and the last two days of a month.</summary>
    private static int? Payday(DateOnly day)
    {
        var left = DateTime.DaysInMonth(day.Year, day.Month) - day.Day;
        return day.Day <= 2 ? 0 : day.Day is 15 or 16 ? 1 : left < 2 ? 2 : left == 2 ? 3 : null;
    }
}
