using System.Text;
using Tracker.Synthetic.Days;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Writing;

/// <summary>calendar.csv: the holidays of the span, and the outages that are known.</summary>
internal static class CalendarFile
{
    public static void Write(string path, GeneratorOptions options)
    {
        var (first, last) = (options.First, options.End);
        var holidays = Enumerable.Range(first.Year, last.Year - first.Year + 1)
            .SelectMany(UsHolidays.OfYear)
            .Where(holiday => holiday.StartsOn >= first.FirstDay && holiday.EndsOn <= last.LastDay)
            .Select(holiday => (holiday.Name, holiday.StartsOn, holiday.EndsOn, Kind: "holiday"));
        var outages =
            from plant in options.Planted ? options.Scenario.Plants : []
            where plant.Kind == PlantKind.Outage && plant.Known
            from month in Planting.Months(plant, options)
            let day = (options.First + month).FirstDay
            select (Name: "Outage", StartsOn: day.AddDays(plant.Days!.Value.First - 1), EndsOn: day.AddDays(plant.Days.Value.Last - 1), Kind: "outage");
        var lines = holidays.Concat(outages).OrderBy(entry => entry.StartsOn)
            .Select(entry => $"{entry.Name},{entry.StartsOn:yyyy-MM-dd},{entry.EndsOn:yyyy-MM-dd},{entry.Kind}\n");
        File.WriteAllText(path, "name,starts_on,ends_on,kind\n" + string.Concat(lines), new UTF8Encoding(false));
    }
}
