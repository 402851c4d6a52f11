using System.Globalization;
using Tracker.Core.Daily;
using Tracker.Core.Panel;
using Tracker.Synthetic;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Benchmarks;

/// <summary>A daily series of a benchmark.</summary>
/// <param name="Name">In tables and in files for peers.</param>
/// <param name="Source">The panel it is of, or "real".</param>
/// <param name="Family">Series of one family share a common part: the metric.</param>
/// <param name="Size">Purchases a day; NaN where unknown.</param>
/// <param name="Report">False for the half that settings are tuned on.</param>
/// <param name="Values">To the last day of its last whole month.</param>
/// <param name="Calendar">Holidays of its country.</param>
internal sealed record DailyCase(string Name, string Source, int Family, double Size, bool Report, DaySeries Values, DayCalendar Calendar)
{
    public Month Last => Month.Of(Values.End.AddDays(-1));
}

internal static class DailyData
{
    private const int Months = 60;

    /// <summary>Spend, purchases and visits of every sector of a quiet panel; sectors in even places are for tuning.</summary>
    public static IReadOnlyList<DailyCase> Generated(int consumers, ulong seed, DayCalendar calendar)
    {
        var panel = SyntheticPanel.Of(new() { Consumers = consumers, Months = Months, Seed = seed, Scenario = Scenario.Quiet });
        return
        [
            .. panel.DrawDays().SelectMany((sector, place) =>
            {
                var size = sector.Purchases.TakeLast(365).Average();
                return new[] { ("total_spend", sector.Spend), ("purchases", sector.Purchases), ("visits", sector.Visits) }.Select((metric, family) => new DailyCase(
                    string.Create(CultureInfo.InvariantCulture, $"{consumers}/{sector.Sector}/{metric.Item1}"),
                    string.Create(CultureInfo.InvariantCulture, $"panel of {consumers}"),
                    family, size, place % 2 == 1, new DaySeries(sector.Start, metric.Item2), calendar));
            }),
        ];
    }

    /// <summary>Null where the data are absent. Every second series is for tuning.</summary>
    public static IReadOnlyList<DailyCase>? Real(DayCalendar calendar)
    {
        if (SharedData.Find("forecast_daily/series.csv.gz") is not { } file)
            return null;
        return
        [
            .. SharedData.Rows(file).GroupBy(row => row[0]).OrderBy(series => series.Key, StringComparer.Ordinal).Select((series, place) =>
            {
                var start = DateOnly.ParseExact(series.First()[1], "yyyy-MM-dd", CultureInfo.InvariantCulture);
                var values = series.Select(row => row[2].Length == 0 ? double.NaN : double.Parse(row[2], CultureInfo.InvariantCulture)).ToArray();
                var end = start.AddDays(values.Length);
                var whole = values.Length - (end.Day - 1);
                return new DailyCase(series.Key, "real", 0, double.NaN, place % 2 == 1, new DaySeries(start, values.Take(whole)), calendar);
            }),
        ];
    }
}
