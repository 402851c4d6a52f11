using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>A month of the forecast of a series, in the metric's unit.</summary>
/// <param name="Month">The month forecast.</param>
/// <param name="Mean">The forecast: the median of what may come.</param>
/// <param name="Band80">80% of cases.</param>
/// <param name="Band95">95% of cases.</param>
public readonly record struct SeriesStep(Month Month, double Mean, Band Band80, Band Band95);

/// <summary>What comes after the last month of a series, or why there is no forecast.</summary>
/// <param name="Steps">By month; empty with a refusal.</param>
/// <param name="Model">What made the numbers; "none" with a refusal.</param>
/// <param name="Refused">Null with a forecast.</param>
public sealed record SeriesForecast(IReadOnlyList<SeriesStep> Steps, string Model, string? Refused)
{
    /// <summary>Steps 1 to <paramref name="horizon"/> after the series' own month, which is known and in the fit.</summary>
    /// <param name="series">A metric of a sector, from a history without days: what the calendar does to months to come is in no series.</param>
    /// <param name="horizon">Months, at least 1.</param>
    /// <param name="options">Null for the published ones.</param>
    /// <exception cref="ArgumentException">The series has a calendar weight taken out.</exception>
    public static SeriesForecast After(MetricSeries series, int horizon, ForecastOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (series.CalendarWeight is not null)
            throw new ArgumentException("expected a series of a history without days", nameof(series));
        double[] scaled = [.. series.ScaledFit, series.ScaledActual];
        var result = Combination.Forecast(scaled, horizon, options ?? ForecastOptions.Default);
        if (result is not Forecast forecast)
            return new([], "none", ((Refusal)result).Reason);
        var (half80, half95) = (forecast.HalfWidths(0.80), forecast.HalfWidths(0.95));
        var first = series.Fitted.Start + scaled.Length;
        var steps = forecast.Path.Select((path, i) => new SeriesStep(
            first + i, series.Transform.Back(path), Around(path, half80[i]), Around(path, half95[i])));
        return new([.. steps], forecast.Model, null);

        Band Around(double path, double half) => new(series.Transform.Back(path - half), series.Transform.Back(path + half));
    }
}
