namespace Tracker.Core.Daily;

/// <summary>The days of a panel by sector, with their calendar.</summary>
/// <param name="Sectors">All series have the same first day.</param>
/// <param name="Calendar">Holidays, events, outages.</param>
public sealed record DailyHistory(IReadOnlyList<SectorDaySums> Sectors, DayCalendar Calendar)
{
    /// <summary>The first day; null without sectors.</summary>
    public DateOnly? First => Sectors.Count == 0 ? null : Sectors[0].Spend.Start;

    /// <summary>The days to one, each sum times a number.</summary>
    public DailyHistory Scaled(DateOnly day, double factor)
    {
        return this with { Sectors = [.. Sectors.Select(sector => new SectorDaySums(sector.Sector, Of(sector.Spend), Of(sector.Purchases), Of(sector.Visits)))] };

        DaySeries Of(DaySeries series) => new(series.Start, series.Through(day).Values.ToArray().Select(value => factor * value));
    }
}
