using Npgsql;
using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>The panel by day, weighted, with its calendar.</summary>
/// <param name="Sectors">In the order of their names; without the first months of the panel, whose size is not known yet.</param>
/// <param name="Calendar">Holidays of the United States and what the files of the calendar say.</param>
/// <param name="First">The first day of the data.</param>
/// <param name="Last">The last day with an event.</param>
public sealed record DailyPanel(IReadOnlyList<SectorDaySums> Sectors, DayCalendar Calendar, DateOnly First, DateOnly Last)
{
    /// <summary>The days to one, weighted as by <see cref="DayReader"/>; without population targets to the panel size of the month before; null where
    /// nothing was loaded yet.</summary>
    public static async Task<DailyPanel?> ReadAsync(NpgsqlDataSource source, DateOnly day, CancellationToken cancellation)
    {
        if ((await PanelReader.ReadAsync(source, cancellation))?.History is not { } history)
            return null;
        var first = history.First.FirstDay;
        if (history.Daily is not { } daily)
            return new([], DayCalendar.Empty, first, history.Last.LastDay);
        var days = daily.Sectors[0].Spend;
        var last = days.End.AddDays(-1);
        if (day < days.Start || day > last)
            return new([], daily.Calendar, first, last);
        var people = history.Targets is null ? history.Months[Month.Of(day) - 1 - history.First].ActiveConsumers : 1;
        return new([.. daily.Sectors.Select(sector => Of(sector, day, people))], daily.Calendar, first, last);
    }

    private static SectorDaySums Of(SectorDaySums sector, DateOnly day, double people)
    {
        return new(sector.Sector, Scaled(sector.Spend), Scaled(sector.Purchases), Scaled(sector.Visits));

        DaySeries Scaled(DaySeries series) => new(series.Start, series.Through(day).Values.ToArray().Select(value => people * value));
    }
}
