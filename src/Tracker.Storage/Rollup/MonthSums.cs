using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>The sums of a month by sector and by sector and day, and who was active in it.</summary>
/// <param name="Days">By sector and day of the month from 0.</param>
/// <param name="Activity">Bit i of byte i / 8 is set where consumer i has an event.</param>
internal sealed record MonthSums(Month Month, IReadOnlyList<Measures> BySector, DaySums[,] Days, byte[] Activity)
{
    public long Events
    {
        get
        {
            var events = 0L;
            foreach (var day in Days)
                events += day.Events;
            return events;
        }
    }

    /// <summary>The latest day with an event; the first of the month where there is none.</summary>
    public DateOnly LastDay
    {
        get
        {
            for (var day = Month.Days - 1; day > 0; day--)
            {
                for (var sector = 0; sector < BySector.Count; sector++)
                {
                    if (Days[sector, day].Events > 0)
                        return Month.FirstDay.AddDays(day);
                }
            }

            return Month.FirstDay;
        }
    }
}
