namespace Tracker.Core.Daily;

/// <summary>The days of a panel by sector, with their calendar.</summary>
/// <param name="Sectors">All series have the same first day.</param>
/// <param name="Calendar">Holidays, events, outages.</param>
public sealed record DailyHistory(IReadOnlyList<SectorDaySums> Sectors, DayCalendar Calendar);
