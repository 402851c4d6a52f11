using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>
/// The days of a month forecast on its eve, with the same forecasts of up to 24 past months (docs/methods/daily.md): a calendar regression takes out
/// week, year and holidays; what is left goes on by <see cref="DailyLevel"/>; the month's sum is pulled toward the monthly forecast of the
/// calendar-adjusted sums, each weighted by the other's squared errors.
/// </summary>
public sealed class DailyForecast
{
    /// <summary>Past months forecast beside the month.</summary>
    public const int PastMonths = 24;

    /// <summary>The least history: a year, of which SSA needs half.</summary>
    public const int LeastDays = 365;

    /// <summary>The last days whose ratio of sums corrects the mean of the exponentials.</summary>
    private const int CorrectionDays = 365;

    /// <summary>Months of equal errors that stand beside those in the weights.</summary>
    private const double PriorMonths = 6;

    private DailyForecast(DailyMonth month, DailyMonth[] past, DailyBand? band) => (Month, Past, Band) = (month, past, band);

    public DailyMonth Month { get; }

    /// <summary>Oldest first, each forecast from the days before it.</summary>
    public IReadOnlyList<DailyMonth> Past { get; }

    /// <summary>Null with no past month.</summary>
    public DailyBand? Band { get; }

    /// <summary>The month's days above and below the 68.26% band, of those that have come.</summary>
    public DaysOutsideBand? OutsideBand => DaysOutsideBand.Of(Month, Band);

    /// <summary>The forecast, or why there is none.</summary>
    /// <param name="series">Days to any day; those of the month and later are only kept as actual values.</param>
    /// <param name="design">Begins with the series and ends on the last day of the month or later.</param>
    /// <param name="month">The month to be forecast.</param>
    /// <param name="cancellation">Stops between months.</param>
    /// <exception cref="ArgumentException">A design of other days.</exception>
    public static (DailyForecast? Forecast, string? Reason) Of(
        DaySeries series, CalendarDesign design, Month month, CancellationToken cancellation = default)
    {
        var target = series.IndexOf(month.FirstDay);
        if (design.First != series.Start || design.Days < target + month.Days)
            throw new ArgumentException($"expected a design from {series.Start:yyyy-MM-dd} to {month.LastDay:yyyy-MM-dd} or later", nameof(design));
        if (target < LeastDays || series.Length < target)
            return (null, $"expected {LeastDays} days before {month}, got {Math.Clamp(target, 0, series.Length)}");
        if (DailyLogs.Of(series.Values[..target]) is not { } logs)
            return (null, "nothing on half of the days before, or more");

        var first = Math.Max(-PastMonths, -((target - LeastDays) / 31)); // whole months
        while (first < 0 && series.IndexOf((month + first).FirstDay) < LeastDays)
            first++;
        var regression = new CalendarRegression(design, logs.Values);
        var eves = new Eve[1 - first];
        for (var i = 0; i < eves.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var at = month + (first + i);
            eves[i] = EveOf(series, design, regression.At(series.IndexOf(at.FirstDay)), logs, at);
        }

        var months = Pulled(eves, MonthlyForecasts(series, design, eves, month + first));
        var past = months[..^1];
        return (new(months[^1], past, DailyBand.Of(past.SelectMany(one => Enumerable.Range(1, one.Days).Select(day => (day, one.ErrorOf(day)))))), null);
    }

    /// <summary>What is known on the eve of a month.</summary>
    private sealed record Eve(CalendarFit Fit, DailyMonth Days, double Correction, double MonthFactor, double Floor)
    {
        public double LogTotal => Math.Log(Days.ExpectedTotal);
    }

    private static Eve EveOf(DaySeries series, CalendarDesign design, CalendarFit fit, DailyLogs logs, Month month)
    {
        var origin = fit.Origin;
        var adjusted = new double[origin];
        var season = new double[origin];
        for (var day = 0; day < origin; day++)
        {
            season[day] = fit.Season(day);
            adjusted[day] = fit.Replaced[day] ? fit.Trend(day) : logs.Values[day] - season[day];
        }

        var path = DailyLevel.Forecast(adjusted, month.Days);
        for (var day = 0; day < path.Length; day++)
            path[day] += fit.Season(origin + day);
        var factor = MonthCalendar.LogWeight(fit, Enumerable.Range(origin, path.Length));

        var (came, fitted) = (0.0, 0.0);
        for (var day = Math.Max(0, origin - CorrectionDays); day < origin; day++)
        {
            if (fit.Replaced[day])
                continue;
            came += series.Values[day];
            fitted += Math.Exp(fit.Trend(day) + season[day]);
        }

        var correction = came > 0 ? Math.Log(came / fitted) : 0;
        var actual = new double[month.Days];
        for (var day = 0; day < actual.Length; day++)
            actual[day] = origin + day < series.Length && !design.IsOutage(origin + day) ? series.Values[origin + day] : double.NaN;
        return new(fit, new(month, path, correction, actual, logs.Floor), correction, factor, logs.Floor);
    }

    /// <summary>The logs of the months' totals by the monthly forecaster, in the order of the eves; NaN where it has none. A month is adjusted by the
    /// fit of its own eve, those before the first by the first's.</summary>
    private static double[] MonthlyForecasts(DaySeries series, CalendarDesign design, Eve[] eves, Month first)
    {
        var start = Panel.Month.Of(series.Start);
        if (start.FirstDay < series.Start)
            start += 1;
        var sums = new double[first - start + eves.Length - 1];
        for (var i = 0; i < sums.Length; i++)
        {
            var month = start + i;
            var fit = eves[Math.Max(0, month - first)].Fit;
            int[] days = [.. Enumerable.Range(series.IndexOf(month.FirstDay), month.Days)
                .Where(day => !double.IsNaN(series.Values[day]) && !design.IsOutage(day) && !(day < fit.Origin && fit.Replaced[day]))];
            var came = 0.0;
            foreach (var day in days)
                came += series.Values[day];
            sums[i] = came > 0 ? Math.Log(came) - MonthCalendar.LogWeight(fit, days) : double.NaN;
        }

        var forecasts = new double[eves.Length];
        Array.Fill(forecasts, double.NaN);
        if (Combination.Forecast(sums, 1, new ForecastOptions { Backtests = PastMonths }) is not Forecast forecast)
            return forecasts;
        forecasts[^1] = forecast.Path[0] + eves[^1].MonthFactor;
        for (var i = 0; i < forecast.OneStep.Count; i++)
        {
            var (target, error) = (forecast.OneStep.Targets[i], forecast.OneStep.Errors[i]);
            var eve = start + target - first;
            if (eve >= 0)
                forecasts[eve] = sums[target] - error + eves[eve].MonthFactor;
        }

        return forecasts;
    }

    /// <summary>Every eve's days moved by the same factor toward the monthly forecast, as far as the errors of the months before it say.</summary>
    private static DailyMonth[] Pulled(Eve[] eves, double[] monthly)
    {
        var months = new DailyMonth[eves.Length];
        var (daily, other, count) = (0.0, 0.0, 0);
        for (var i = 0; i < eves.Length; i++)
        {
            var (days, eve) = (eves[i].Days, eves[i]);
            var pull = 0.0;
            if (!double.IsNaN(monthly[i]))
            {
                var prior = daily + other == 0 ? 1 : PriorMonths * (daily + other) / (2 * count);
                pull = (daily + prior) / (daily + other + 2 * prior) * (monthly[i] - eve.LogTotal);
            }

            months[i] = new(days.Month, [.. days.Path.Select(log => log + pull)], eve.Correction, [.. days.Actual], eve.Floor);
            var error = days.CumulatedError(days.Days);
            if (double.IsNaN(monthly[i]) || double.IsNaN(error))
                continue;
            daily += error * error;
            error += eve.LogTotal - monthly[i];
            other += error * error;
            count++;
        }

        return months;
    }
}
