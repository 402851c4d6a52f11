using Tracker.Core.Daily;

namespace Tracker.Storage.Rollup;

/// <summary>The panel by day, weighted, with its calendar.</summary>
/// <param name="Sectors">In the order of their names; without the first months of the panel, whose size is not known yet.</param>
/// <param name="Calendar">Holidays of the United States and what the files of the calendar say.</param>
/// <param name="First">The first day of the data.</param>
/// <param name="Last">The last day with an event.</param>
public sealed record DailyPanel(IReadOnlyList<SectorDaySums> Sectors, DayCalendar Calendar, DateOnly First, DateOnly Last)
{
    /// <summary>The days to one, weighted as by <see cref="DayReader"/>; without population targets to the panel size of the month before.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="day">Null for the last day with an event.</param>
    public static DailyPanel Of(PanelData panel, DateOnly? day)
    {
        var history = panel.History;
        var first = history.First.FirstDay;
        if (history.Daily is not { } daily)
            return new([], DayCalendar.Empty, first, history.Last.LastDay);
        var days = daily.Sectors[0].Spend;
        var last = days.End.AddDays(-1);
        if (day < days.Start || day > last || history.DaysTo(day ?? last) is not { } wanted)
            return new([], daily.Calendar, first, last);
        return new(wanted.Sectors, daily.Calendar, first, last);
    }
}
