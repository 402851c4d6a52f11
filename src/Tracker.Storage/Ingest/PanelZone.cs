using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>
/// The time zone in which a panel's days and months begin and end. Days are contiguous: each ends where the next begins, also where clocks are
/// set back over midnight (then the day begins with the first of the two midnights).
/// </summary>
internal sealed class PanelZone
{
    public const string UtcName = "UTC";

    public static readonly PanelZone Utc = new(UtcName, []);

    /// <summary>Days from 2000-01-01 of the first and last day in the table: offsets may lead a day or two out of the years that are read.</summary>
    private static readonly int FirstDay = Instant.DayOf(new DateOnly(Instant.FirstYear, 1, 1)) - 31;

    private static readonly int LastDay = Instant.DayOf(new DateOnly(Instant.LastYear, 12, 31)) + 32;

    /// <summary>The instant at which each day begins; empty in UTC.</summary>
    private readonly long[] starts;

    private readonly TimeZoneInfo? zone;

    private PanelZone(string name, long[] starts, TimeZoneInfo? zone = null) => (Name, this.starts, this.zone) = (name, starts, zone);

    /// <summary>Its IANA name.</summary>
    public string Name { get; }

    /// <summary>Null where there is no such zone.</summary>
    /// <param name="name">An IANA name such as Europe/London.</param>
    public static PanelZone? Find(string name)
    {
        if (name == UtcName)
            return Utc;
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || name.Contains("..", StringComparison.Ordinal)
            || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+')
            || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return null;
        return new(name, Starts(zone), zone);
    }

    /// <summary>The day to which an instant belongs.</summary>
    public DateOnly DayOf(long instant) => Instant.DateOfDay(DayIndexOf(instant));

    /// <summary>The same in days from 2000-01-01.</summary>
    public int DayIndexOf(long instant)
    {
        var day = Instant.DayIndexOf(instant);
        if (starts.Length == 0)
            return day;
        var index = day - FirstDay;
        while (starts[index] > instant)
            index--;
        while (starts[index + 1] <= instant)
            index++;
        return index + FirstDay;
    }

    /// <summary>The instant at which the month begins.</summary>
    public long StartOf(Month month) => InstantOf(Instant.DayOf(month.FirstDay), 0);

    /// <summary>
    /// The instant of a local time. Of one that comes twice, when clocks are set back, it is the first; one that never comes, when they are set
    /// forward, is as long after the change as it seems to be (02:30 is 03:30).
    /// </summary>
    /// <param name="day">Days from 2000-01-01.</param>
    /// <param name="time">Microseconds from midnight.</param>
    public long InstantOf(int day, long time)
    {
        if (starts.Length == 0)
            return day * Instant.Day + time;
        var index = day - FirstDay;
        return starts[index + 1] - starts[index] == Instant.Day ? starts[index] + time : OfLocal(zone!, day * Instant.Day + time);
    }

    private static long[] Starts(TimeZoneInfo zone)
    {
        var starts = new long[LastDay - FirstDay + 1];
        var (before, at) = (Offset(zone, (FirstDay - 1) * Instant.Day), Offset(zone, FirstDay * Instant.Day));
        for (var day = FirstDay; day <= LastDay; day++)
        {
            var after = Offset(zone, (day + 1) * Instant.Day);
            starts[day - FirstDay] = before == after && at == after ? day * Instant.Day - at : OfLocal(zone, day * Instant.Day);
            (before, at) = (at, after);
        }

        return starts;
    }

    private static long OfLocal(TimeZoneInfo zone, long local)
    {
        var before = Offset(zone, local - Instant.Day);
        var after = Offset(zone, local + Instant.Day);
        var isBefore = Offset(zone, local - before) == before;
        var isAfter = Offset(zone, local - after) == after;
        return isAfter && !isBefore ? local - after
            : isAfter ? Math.Min(local - before, local - after)
            : local - before;
    }

    private static long Offset(TimeZoneInfo zone, long instant) => zone.GetUtcOffset(Instant.UtcOf(instant)).Ticks / TimeSpan.TicksPerMicrosecond;
}
