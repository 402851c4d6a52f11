using System.Text;
using Tracker.Core.Panel;
using Tracker.Synthetic.Days;

namespace Tracker.Synthetic.Writing;

/// <summary>calendar.csv: the holidays of the span.</summary>
internal static class CalendarFile
{
    public static void Write(string path, Month first, Month last)
    {
        var lines = Enumerable.Range(first.Year, last.Year - first.Year + 1)
            .SelectMany(UsHolidays.OfYear)
            .Where(holiday => holiday.StartsOn >= first.FirstDay && holiday.EndsOn <= last.LastDay)
            .Select(holiday => $"{holiday.Name},{holiday.StartsOn:yyyy-MM-dd},{holiday.EndsOn:yyyy-MM-dd},holiday\n");
        File.WriteAllText(path, "name,starts_on,ends_on,kind\n" + string.Concat(lines), new UTF8Encoding(false));
    }
}
