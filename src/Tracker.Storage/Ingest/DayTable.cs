using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>Month and day of month of every day that an event can fall on: arithmetic of dates for each row costs as much as finding its consumer.</summary>
internal static class DayTable
{
    private static readonly int FirstDay = new DateOnly(Instant.FirstYear - 1, 12, 31).DayNumber; // an offset may lead one day out
    private static readonly (short MonthIndex, byte Day)[] Days = Make();

    /// <summary>The index of the month in <see cref="LoadSpill"/> and the day of the month from 0.</summary>
    public static (short MonthIndex, byte Day) Find(long instant) => Days[Instant.DayNumberOf(instant) - FirstDay];

    private static (short, byte)[] Make()
    {
        var days = new (short, byte)[new DateOnly(Instant.LastYear + 1, 1, 1).DayNumber - FirstDay + 1];
        for (var i = 0; i < days.Length; i++)
        {
            var date = DateOnly.FromDayNumber(FirstDay + i);
            days[i] = ((short)LoadSpill.IndexOf(Month.Of(date)), (byte)(date.Day - 1));
        }

        return days;
    }
}
