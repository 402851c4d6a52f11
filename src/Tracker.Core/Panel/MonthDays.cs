namespace Tracker.Core.Panel;

/// <summary>How many events each day of a month has, over all sectors and unweighted.</summary>
public sealed record MonthDays
{
    /// <param name="month">The calendar month.</param>
    /// <param name="activeConsumers">The panel size of the month; see <see cref="PanelMonth.ActiveConsumers"/>.</param>
    /// <param name="events">By day from the first to the last of the month, 0 where there is none.</param>
    /// <exception cref="ArgumentException">Not as many days as the month has.</exception>
    public MonthDays(Month month, int activeConsumers, IReadOnlyList<long> events)
    {
        if (events.Count != month.Days)
            throw new ArgumentException($"{month}: expected {month.Days} days, got {events.Count}", nameof(events));
        (Month, ActiveConsumers, Events) = (month, activeConsumers, events);
    }

    public Month Month { get; }

    public int ActiveConsumers { get; }

    public IReadOnlyList<long> Events { get; }

    public long Total => Events.Sum();

    public int DaysWithEvents => Events.Count(events => events > 0);

    /// <summary>Events a day.</summary>
    public double Daily => (double)Total / Events.Count;

    /// <summary>Events a day of each active consumer, so that recruitment is not taken for activity; 0 where nobody is active.</summary>
    public double DailyOfAConsumer => ActiveConsumers == 0 ? 0 : Daily / ActiveConsumers;

    /// <summary>The events of a day among the last ones, relative to those of any day of the month: 1 where the month is even.</summary>
    /// <param name="days">How many days at the end, 1 to the length of the month.</param>
    public double Tail(int days) => Total == 0 ? 0 : (double)Events.Skip(Events.Count - days).Sum() / days / Daily;
}
