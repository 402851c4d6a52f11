using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>Month and day of month of every day that an event can fall on: arithmetic of dates for each row costs as much as finding its consumer.</summary>
internal static class DayTable
{
    private static readonly int FirstDay = Instant.DayOf(new DateOnly(Instant.FirstYear - 1, 12, 31)); // an offset may lead one day out
    private static readonly (short MonthIndex, byte Day)[] Days = Make();

    /// <summary>The index of the month in <see cref="LoadSpill"/> and the day of the month from 0.</summary>
    /// <param name="day">Days from 2000-01-01.</param>
    public static (short MonthIndex, byte Day) Find(int day) => Days[day - FirstDay];

    private static (short, byte)[] Make()
    {
        var days = new (short, byte)[Instant.DayOf(new DateOnly(Instant.LastYear + 1, 1, 1)) - FirstDay + 1];
        for (var i = 0; i < days.Length; i++)
        {
            var date = Instant.DateOfDay(FirstDay + i);
            days[i] = ((short)LoadSpill.IndexOf(Month.Of(date)), (byte)(date.Day - 1));
        }

        return days;
    }
}
