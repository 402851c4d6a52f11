using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>Forecasts every series of a month, scores what came and ranks it.</summary>
public static class MoverRanking
{
    /// <summary>With fewer sectors of a metric the middle of their residuals is no common part.</summary>
    public const int CommonFrom = 8;

    /// <summary>
    /// The movers of a month, judged by forecasts from the months before it. The answer is the same, bit for bit, for any number of
    /// threads and any order of the sectors.
    /// </summary>
    /// <param name="history">The panel; months after <paramref name="month"/> are not read.</param>
    /// <param name="month">A month of the panel.</param>
    /// <param name="options">Null for the published ones.</param>
    /// <param name="cancellation">Stops between series.</param>
    /// <exception cref="ArgumentException">The panel does not have the month.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static MonthScore Score(PanelHistory history, Month month, ScoringOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= ScoringOptions.Default;
        var prepared = PreparedMonth.Of(history, month, options);
        return Pooled(prepared, Forecasts(prepared.Series, options, cancellation), options);
    }

    /// <summary>The part of <see cref="Score"/> that takes the time and that each metric has for itself: the forecasts of its series.</summary>
    /// <param name="metric">Whose series.</param>
    /// <returns>In the order of the sectors; without those that are not applicable.</returns>
    /// <inheritdoc cref="Score"/>
    public static IReadOnlyList<ForecastResult> Forecasts(
        PanelHistory history, Month month, Metric metric, ScoringOptions options, CancellationToken cancellation = default) =>
        Forecasts([.. PreparedMonth.Of(history, month, options).Series.Where(one => one.Metric == metric)], options, cancellation);

    /// <summary>The part of <see cref="Score"/> that all metrics have together: index, p, q and rank.</summary>
    /// <param name="forecasts">Of each metric, in their order, what <see cref="Forecasts(PanelHistory, Month, Metric, ScoringOptions, CancellationToken)"/> gave.</param>
    /// <returns>The same, bit for bit, as <see cref="Score"/>.</returns>
    /// <exception cref="ArgumentException">The panel does not have the month, or other series than those of the forecasts.</exception>
    public static MonthScore Pooled(PanelHistory history, Month month, IReadOnlyList<ForecastResult> forecasts, ScoringOptions options)
    {
        var prepared = PreparedMonth.Of(history, month, options);
        return forecasts.Count == prepared.Series.Count
            ? Pooled(prepared, forecasts, options)
            : throw new ArgumentException($"expected a forecast for each of {prepared.Series.Count} series, got {forecasts.Count}", nameof(forecasts));
    }

    private static ForecastResult[] Forecasts(IReadOnlyList<MetricSeries> series, ScoringOptions options, CancellationToken cancellation)
    {
        var results = new ForecastResult[series.Count];
        Parallel.For(0, series.Count, new() { CancellationToken = cancellation }, i =>
            results[i] = Combination.Forecast([.. series[i].ScaledFit], 1, options.Forecast));
        return results;
    }

    private static MonthScore Pooled(PreparedMonth prepared, IReadOnlyList<ForecastResult> results, ScoringOptions options)
    {
        var (history, month, panel, weighting, series, left) = prepared;
        var applicable = new List<(MetricSeries Series, Forecast Forecast)>();
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i] is Forecast forecast)
                applicable.Add((series[i], forecast));
            else
                left = [.. left, new(series[i].Sector, series[i].Metric, ((Refusal)results[i]).Reason)];
        }

        var shared = new List<SharedShift>();
        var residuals = new List<ResidualSeries>();
        var sectors = Enumerable.Range(0, history.Sectors.Count).ToDictionary(i => history.Sectors[i]);
        foreach (var family in applicable.GroupBy(one => one.Series.Metric))
            shared.Add(AddResiduals([.. family], shared.Count, sectors, residuals));
        var impacts = ConsumerImpactIndex.Of(residuals, options.Dependence);

        var spend = new PanelSpend(history, month, weighting);
        var movers = Ranked(applicable.Select((one, i) => MoverOf(
            month, one.Series, one.Forecast, impacts.Impacts[i], shared[residuals[i].Family].Now, spend, impacts.Impacts[i].Q <= options.FalseDiscoveryRate)));
        return new()
        {
            Month = month,
            Movers = movers,
            Sectors = SectorScores.Of(history.Sectors, movers, SectorTest.Of(residuals, impacts, options.Dependence), i => applicable[i].Series.Metric, options),
            NotApplicable = left,
            CommonShocks = SharedShift.Test(shared, FalseAlarms.Of(residuals, impacts), options.Dependence),
            Calibration = impacts.Calibration,
            Weights = weighting.Of(panel),
            ActiveConsumers = panel.ActiveConsumers,
            FittedMonths = Math.Max(0, month - history.First - MetricSeries.IncompleteMonths),
        };
    }

    /// <summary>Adds the residuals of one metric's series, in their order, less the median of each month's, and says what that median is
    /// in the scored month.</summary>
    private static SharedShift AddResiduals(
        (MetricSeries Series, Forecast Forecast)[] family, int number, Dictionary<Sector, int> sectors, List<ResidualSeries> residuals)
    {
        var now = family.Select(one => one.Series.ScaledActual - Image(one.Series, one.Forecast)).ToArray();
        var byMonth = new SortedDictionary<int, List<double>>();
        foreach (var (_, forecast) in family)
        {
            for (var i = 0; i < forecast.OneStep.Count; i++)
            {
                var target = forecast.OneStep.Targets[i];
                if (!byMonth.TryGetValue(target, out var errors))
                    byMonth[target] = errors = [];
                errors.Add(forecast.OneStep.Errors[i]);
            }
        }

        var common = byMonth.ToDictionary(month => month.Key, month => Common(month.Value));
        var shift = Common(now);
        for (var i = 0; i < family.Length; i++)
        {
            var (series, forecast) = family[i];
            var past = new double[forecast.OneStep.Count];
            for (var k = 0; k < past.Length; k++)
                past[k] = forecast.OneStep.Errors[k] - common[forecast.OneStep.Targets[k]];
            residuals.Add(new(number, series.Buyers, now[i] - shift, forecast.SeasonSeen, past)
            {
                Sector = sectors[series.Sector],
                Months = forecast.OneStep.Targets.ToArray(),
            });
        }

        return new(family[0].Series.Metric, shift, family.Length, [.. byMonth.Where(month => month.Value.Count >= CommonFrom).Select(month => common[month.Key])]);
    }

    private static double Common(IReadOnlyCollection<double> residuals) => residuals.Count < CommonFrom ? 0 : Median.Of(residuals)!.Value;

    /// <summary>The forecast on the scale, with what the calendar does to the month.</summary>
    private static double Image(MetricSeries series, Forecast forecast) => forecast.Path[0] + (series.CalendarWeight ?? 0);

    private static Mover MoverOf(Month month, MetricSeries series, Forecast forecast, Impact impact, double shift, PanelSpend spend, bool significant)
    {
        var path = Image(series, forecast);
        var expected = series.Transform.Back(path);
        var money = spend.Behind(series.Sector, series.Metric, series.Actual, expected);
        var shifted = shift == 0 ? expected : series.Transform.Back(path + shift);
        return new()
        {
            Rank = 1,
            Month = month,
            Sector = series.Sector,
            Metric = series.Metric,
            Cii = impact.Cii,
            P = impact.P,
            Q = impact.Q,
            Significant = significant,
            Actual = series.Actual,
            Forecast = expected,
            Band80 = BandOf(0.80),
            Band95 = BandOf(0.95),
            Own = series.Actual - shifted,
            Common = shifted - expected,
            Money = money,
            ShareOfPanel = spend.Share(money),
            Treated = [.. forecast.Treated.Select(at => series.Fitted.Start + at)],
            CalendarAdjusted = series.CalendarWeight is not null,
            Model = forecast.Model,
            Members = forecast.Members,
            Scale = series.Transform.Scale,
            Sigma = impact.Sigma,
            BacktestErrors = impact.Errors,
        };

        Band BandOf(double level)
        {
            var half = forecast.HalfWidths(level)[0];
            return new(series.Transform.Back(path - half), series.Transform.Back(path + half));
        }
    }

    /// <summary>Significant ones by |CII|, then the others by |CII|; ties by the order of metrics, then by the sector's name.</summary>
    private static Mover[] Ranked(IEnumerable<Mover> movers)
    {
        var metrics = Metric.All.Select((metric, order) => (metric, order)).ToDictionary(one => one.metric, one => one.order);
        return
        [
            .. movers
                .OrderByDescending(mover => mover.Significant)
                .ThenByDescending(mover => Math.Abs(mover.Cii))
                .ThenBy(mover => metrics[mover.Metric])
                .ThenBy(mover => mover.Sector.Name, StringComparer.Ordinal)
                .Select((mover, i) => mover with { Rank = i + 1 }),
        ];
    }
}
