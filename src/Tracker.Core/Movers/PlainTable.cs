using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>Forecasts and scores of series that have no sector, metric or panel: the same mathematics without the common part.</summary>
public static class PlainTable
{
    /// <summary>Steps 1 to <paramref name="horizon"/> after the last value of each series, in the order of the series.</summary>
    public static IReadOnlyList<PlainForecast> Forecast(
        IReadOnlyList<PlainSeries> series, int horizon, ForecastOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var forecasts = new PlainForecast[series.Count];
        Parallel.For(0, forecasts.Length, new() { CancellationToken = cancellation }, i =>
            forecasts[i] = Forecast(series[i], horizon, options ?? ForecastOptions.Default));
        return forecasts;
    }

    /// <summary>
    /// Every series that has a value in a period, scored against its forecast from the periods before, for each period of a range; by
    /// period, then by rank. A series without a value before has no score.
    /// </summary>
    /// <param name="series">The table.</param>
    /// <param name="first">First period scored.</param>
    /// <param name="last">Last period scored.</param>
    /// <param name="options">Null for the published ones.</param>
    /// <param name="cancellation">Stops between series.</param>
    public static IReadOnlyList<PlainScore> Score(
        IReadOnlyList<PlainSeries> series, int first, int last, ScoringOptions? options = null, CancellationToken cancellation = default)
    {
        var scores = new List<PlainScore>();
        for (var period = first; period <= last; period++)
            scores.AddRange(Score(series, period, options ?? ScoringOptions.Default, cancellation));
        return scores;
    }

    private static PlainForecast Forecast(PlainSeries series, int horizon, ForecastOptions options)
    {
        double[] values = [.. series.Values];
        var transform = ScaleTransform.LogOrAsinh(values, double.NaN);
        double[] scaled = [.. values.Select(value => transform.Forward(value))];
        if (Combination.Forecast(scaled, horizon, options) is not Forecast forecast)
            return new(series.Name, [], "none", [], "no value to forecast from");

        var (half80, half95) = (forecast.HalfWidths(0.80), forecast.HalfWidths(0.95));
        var steps = forecast.Path.Select((path, i) => new PlainStep(
            i + 1, series.Start + values.Length + i, transform.Back(path), Around(transform, path, half80[i]), Around(transform, path, half95[i])));
        return new(series.Name, [.. steps], forecast.Model, forecast.Members, null)
        {
            Treated = [.. forecast.Treated.Select(at => series.Start + at)],
        };
    }

    private static IEnumerable<PlainScore> Score(IReadOnlyList<PlainSeries> series, int period, ScoringOptions options, CancellationToken cancellation)
    {
        var present = series.Where(one => !double.IsNaN(one.At(period))).ToArray();
        var transforms = new ScaleTransform[present.Length];
        var forecasts = new ForecastResult[present.Length];
        Parallel.For(0, present.Length, new() { CancellationToken = cancellation }, i =>
        {
            double[] before = [.. present[i].Values.Take(period - present[i].Start)];
            transforms[i] = ScaleTransform.LogOrAsinh(before, present[i].At(period));
            forecasts[i] = Combination.Forecast([.. before.Select(value => transforms[i].Forward(value))], 1, options.Forecast);
        });

        int[] scored = [.. Enumerable.Range(0, present.Length).Where(i => forecasts[i] is Forecast)];
        var residuals = scored.Select(i => Residuals((Forecast)forecasts[i], transforms[i].Forward(present[i].At(period))));
        var (impacts, _) = ConsumerImpactIndex.Of([.. residuals], options.Dependence);
        return scored
            .Select((i, at) => ScoreOf(present[i], period, transforms[i], (Forecast)forecasts[i], impacts[at], options))
            .OrderByDescending(score => score.Significant)
            .ThenByDescending(score => Math.Abs(score.Cii))
            .ThenBy(score => score.Series, StringComparer.Ordinal)
            .Select((score, i) => score with { Rank = i + 1 });
    }

    private static ResidualSeries Residuals(Forecast forecast, double actual) =>
        new(0, double.NaN, actual - forecast.Path[0], forecast.SeasonSeen, forecast.OneStep.Errors.ToArray());

    private static PlainScore ScoreOf(
        PlainSeries series, int period, ScaleTransform transform, Forecast forecast, Impact impact, ScoringOptions options)
    {
        var path = forecast.Path[0];
        return new(
            series.Name,
            period,
            series.At(period),
            transform.Back(path),
            Around(transform, path, forecast.HalfWidths(0.80)[0]),
            Around(transform, path, forecast.HalfWidths(0.95)[0]),
            impact.Cii,
            impact.P,
            impact.Q,
            1,
            impact.Q <= options.FalseDiscoveryRate,
            forecast.Model,
            transform.Scale);
    }

    private static Band Around(ScaleTransform transform, double path, double half) => new(transform.Back(path - half), transform.Back(path + half));
}
