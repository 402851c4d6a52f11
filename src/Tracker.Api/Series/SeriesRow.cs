using System.Globalization;
using Tracker.Core.Daily;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Api.Series;

/// <summary>A month or day of a series: what came, what was said of it before, and what is forecast where it is to come.</summary>
/// <param name="Month">yyyy-MM.</param>
/// <param name="Day">yyyy-MM-dd; null by month.</param>
/// <param name="Actual">In the weights of the last complete month, of a day in those of the month before it; null where it is missing or to come.</param>
/// <param name="Forecast">Of the month's published run, from the months before it; of a month to come, from all months; of a day, from the days before its month. Null where there is none.</param>
/// <param name="Lo80">Of the 80% band, as the next three.</param>
/// <param name="Cii">Of the published run, as are the next three; null by day.</param>
/// <param name="Run">The published run; null where there is none.</param>
/// <param name="Model">What made the forecast.</param>
/// <param name="Flag">above or below: of a month that is significant, of a day outside its 95% band; else null.</param>
/// <param name="Holidays">Holidays and events that work on the day; none by month.</param>
/// <param name="Outage">Whether data were lost on the day: its actual says nothing; null by month.</param>
internal sealed record SeriesRow(
    string Month, string? Day, double? Actual, double? Forecast, double? Lo80, double? Hi80, double? Lo95, double? Hi95, double? Cii, double? Q, bool? Significant, long? Run,
    string? Model, string? Flag, IReadOnlyList<string> Holidays, bool? Outage)
{
    private const string Daily = "daily";
    private const string Above = "above";
    private const string Below = "below";

    public static readonly SeriesRow Example = new("2025-10", null, 37.61, 25.08, 24.41, 25.77, 24.02, 26.18, 6.42, 0.012, true, 12, "combination", Above, [], null);

    /// <param name="month">A month of the data.</param>
    /// <param name="value">NaN where it is missing.</param>
    /// <param name="said">Null where it is not published.</param>
    public static SeriesRow Of(Month month, double value, SavedMover? said) =>
        new(
            month.ToString(), null, double.IsNaN(value) ? null : value, said?.Forecast, said?.Lo80, said?.Hi80, said?.Lo95, said?.Hi95, said?.Cii, said?.Q,
            said?.Significant, said?.RunId, said?.Model, said is not { Significant: true } ? null : said.Cii > 0 ? Above : Below, [], null);

    /// <summary>A month to come.</summary>
    public static SeriesRow Of(SeriesStep step, string? model) =>
        new(
            step.Month.ToString(), null, null, step.Mean, step.Band80.Lo, step.Band80.Hi, step.Band95.Lo, step.Band95.Hi, null, null, null, null, model, null, [], null);

    public static SeriesRow Of(SeriesDay day) =>
        new(
            Core.Panel.Month.Of(day.Day).ToString(), day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Actual, day.Forecast, day.Band80?.Lo, day.Band80?.Hi,
            day.Band95?.Lo, day.Band95?.Hi, null, null, null, null, day.Forecast is null ? null : Daily, day.Outside switch { > 0 => Above, < 0 => Below, _ => null },
            day.Holidays, day.IsOutage);
}
