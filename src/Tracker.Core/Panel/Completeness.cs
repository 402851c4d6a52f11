using System.Globalization;

namespace Tracker.Core.Panel;

/// <summary>
/// Whether the loads of a month look complete although its last day has an event: the month's daily counts against the pattern of the months
/// before. A month that fails is <em>provisional</em>. Three things are looked at, each also against the same month a year before where that is
/// known, because what happens every year is no gap: the events a day of an active consumer, the last seven days, and days without any event.
/// </summary>
/// <remarks>
/// A shock that takes a quarter of the activity of all sectors looks like missing files and is called provisional too: the counts cannot tell
/// them apart, a person can. Only days before and in the month are read, so the answer for a month does not change with later months.
/// </remarks>
/// <param name="Provisional">The loads look incomplete.</param>
/// <param name="Reason">What was compared, what was expected and what came, for people.</param>
public sealed record Completeness(bool Provisional, string Reason)
{
    /// <summary>Months before that the pattern is taken from: a year, so that every season is in it.</summary>
    public const int PastMonths = 12;

    /// <summary>With fewer months there is no pattern: the median of two is their mean.</summary>
    public const int LeastPastMonths = 3;

    /// <summary>
    /// A third of the files missing leaves 67% of the usual level, and 80% of it in a high season of 120%; quiet months of generated panels stay
    /// above 90%, of real ones above 80%.
    /// </summary>
    public const double LeastLevel = 0.8;

    /// <summary>The same month a year before had nearly this level: it is the season. A gap of a third falls to 67% of it.</summary>
    public const double LeastLevelOfLastYear = 0.85;

    /// <summary>
    /// A month of the high season with a third missing is near the usual level: what is below this, and below <see cref="LeastLevel"/> of the same month a
    /// year before, is a gap all the same.
    /// </summary>
    public const double LeastLevelInSeason = 0.9;

    /// <summary>A whole week, so that weekdays do not matter.</summary>
    public const int TailDays = 7;

    /// <summary>Three of the last seven days that are there give 43%; holidays at the end of a month leave 60% and more of a whole panel.</summary>
    public const double LeastTail = 0.5;

    /// <summary>The end of the same month a year before was nearly as empty: it is the holidays.</summary>
    public const double LeastTailOfLastYear = 0.7;

    /// <summary>Closed days move between months (Easter, weekends): so many more than in any past month are still no gap.</summary>
    public const int MoreEmptyDays = 3;

    /// <summary>Judges the last of the months.</summary>
    /// <param name="months">From the panel's first to the month in question; the last <see cref="PastMonths"/> before it count.</param>
    /// <exception cref="ArgumentException">No month, or a gap between months.</exception>
    public static Completeness Of(IReadOnlyList<MonthDays> months)
    {
        if (months.Count == 0)
            throw new ArgumentException("expected at least the month in question", nameof(months));
        for (var i = 1; i < months.Count; i++)
        {
            if (months[i].Month != months[0].Month + i)
                throw new ArgumentException($"months follow each other: expected {months[0].Month + i}, got {months[i].Month}", nameof(months));
        }

        var month = months[^1];
        MonthDays[] past = [.. months.Skip(Math.Max(0, months.Count - 1 - PastMonths)).SkipLast(1).Where(before => before.Total > 0)];
        if (past.Length < LeastPastMonths)
            return new(false, Text($"not judged: expected {LeastPastMonths} past months with events or more, got {past.Length}"));

        // Fewer months than the window are behind the first ones: fewer consumers are active in them than later.
        MonthDays[] settled = [.. past.Where(before => before.Month - months[0].Month >= Activity.WindowMonths - 1)];
        var comparable = settled.Length >= LeastPastMonths;
        var level = new Level(comparable ? settled : past, comparable);
        var lastYear = past[0].Month + PastMonths == month.Month ? past[0] : null;
        string?[] gaps = [level.Gap(month, level.Past.Contains(lastYear) ? lastYear : null), TailGap(month, past, lastYear), EmptyGap(month, past)];
        var found = string.Join("; ", gaps.Where(gap => gap is not null));
        return found.Length > 0 ? new(true, found) : new(false, Text($"looks complete: {level.Of(month):0%} of the usual {level.Name}"));
    }

    /// <summary>The events a day, of an active consumer where the panel size can be compared.</summary>
    private sealed record Level(MonthDays[] Past, bool OfAConsumer)
    {
        public string Name => OfAConsumer ? "events a day of an active consumer" : "events a day";

        public double Of(MonthDays month) => Ratio(ValueOf(month), Past.Select(ValueOf));

        public string? Gap(MonthDays month, MonthDays? lastYear)
        {
            var (usual, sameMonth) = (Of(month), lastYear is null ? (double?)null : Ratio(ValueOf(month), [ValueOf(lastYear)]));
            if (usual < LeastLevel && !(sameMonth >= LeastLevelOfLastYear))
                return Text($"{Name}: {usual:0%} of the median of {Past.Length} past months, expected {LeastLevel:0%} or more");
            return usual < LeastLevelInSeason && sameMonth < LeastLevel
                ? Text($"{Name}: {sameMonth:0%} of the same month a year before, expected {LeastLevel:0%} or more, and {usual:0%} of the median of {Past.Length} past months")
                : null;
        }

        private double ValueOf(MonthDays month) => OfAConsumer ? month.DailyOfAConsumer : month.Daily;
    }

    private static string? TailGap(MonthDays month, MonthDays[] past, MonthDays? lastYear)
    {
        var ratio = Ratio(month.Tail(TailDays), past.Select(before => before.Tail(TailDays)));
        var everyYear = lastYear is not null && month.Tail(TailDays) >= LeastTailOfLastYear * lastYear.Tail(TailDays);
        return ratio >= LeastTail || everyYear
            ? null
            : Text($"share of the last {TailDays} days: {ratio:0%} of the median of {past.Length} past months, expected {LeastTail:0%} or more");
    }

    private static string? EmptyGap(MonthDays month, MonthDays[] past)
    {
        var (empty, most) = (month.Events.Count - month.DaysWithEvents, past.Max(before => before.Events.Count - before.DaysWithEvents));
        return empty <= most + MoreEmptyDays
            ? null
            : Text($"days without an event: {empty}, expected {most + MoreEmptyDays} or fewer as past months have {most} at most");
    }

    private static double Ratio(double value, IEnumerable<double> past) => Median.Of(past) is > 0 and var usual ? value / usual : 1;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
