using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>A day of a series, in the metric's unit.</summary>
/// <param name="Day">The day.</param>
/// <param name="Actual">What came; null for a day that is not there yet.</param>
/// <param name="Forecast">On the eve of its month; null where that month has none, as are the bands.</param>
/// <param name="Band80">By the errors of all months that are forecast here.</param>
/// <param name="Band95">The same.</param>
/// <param name="IsOutage">Whether data were lost on it: its actual says nothing.</param>
/// <param name="Holidays">Holidays and events that work on it.</param>
public sealed record SeriesDay(DateOnly Day, double? Actual, double? Forecast, Band? Band80, Band? Band95, bool IsOutage, IReadOnlyList<string> Holidays)
{
    /// <summary>1 above the 95% band, −1 below it, else 0; 0 in an outage.</summary>
    public int Outside => IsOutage || Band95 is not { } band ? 0 : Actual > band.Hi ? 1 : Actual < band.Lo ? -1 : 0;
}

/// <summary>A series by day with its forecasts on the eves of the last months (<see cref="DailyForecast"/>).</summary>
public static class SeriesDays
{
    /// <param name="days">The panel by day.</param>
    /// <param name="sector">One of its sectors.</param>
    /// <param name="metric">One of <see cref="SectorDaySums.Metrics"/>.</param>
    /// <param name="cancellation">Stops between months.</param>
    /// <returns>Every day of the data, and those of the month of the day after that are to come; why none has a forecast, where none has.</returns>
    /// <exception cref="ArgumentException">A sector that is not there, or another metric.</exception>
    public static (IReadOnlyList<SeriesDay> Days, string? Reason) Of(DailyHistory days, Sector sector, Metric metric, CancellationToken cancellation = default)
    {
        var series = days.Sectors.FirstOrDefault(one => one.Sector == sector)?.Of(metric) ?? throw new ArgumentException($"sector {sector}: expected one of the panel", nameof(sector));
        var target = Month.Of(series.End);
        var design = CalendarDesign.Of(days.Calendar, series.Start, target.LastDay);
        var (forecast, reason) = DailyForecast.Of(series, design, target, cancellation);
        var months = forecast is null ? [] : forecast.Past.Append(forecast.Month).ToDictionary(month => month.Month);
        var names = days.Calendar.Names;
        var holidays = days.Calendar.Between(series.Start, target.LastDay).ToLookup(one => one.Day, one => names[one.Effect]);
        var count = forecast is null ? series.Length : series.IndexOf(target.LastDay) + 1;
        var all = new SeriesDay[count];
        for (var i = 0; i < count; i++)
        {
            var day = series.Start.AddDays(i);
            var actual = i < series.Length && !double.IsNaN(series.Values[i]) ? series.Values[i] : (double?)null;
            var month = months.GetValueOrDefault(Month.Of(day));
            all[i] = new(
                day, actual, month?.Expected[day.Day - 1], BandOf(month, day.Day, 0.80), BandOf(month, day.Day, 0.95), days.Calendar.IsOutage(day),
                [.. holidays[day].Distinct()]);
        }

        return (all, reason);

        Band? BandOf(DailyMonth? month, int day, double level) =>
            month is not null && forecast!.Band?.HalfWidth(day, level) is { } half ? new(Math.Exp(month.Path[day - 1] - half), Math.Exp(month.Path[day - 1] + half)) : null;
    }
}
