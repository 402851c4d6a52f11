using System.Globalization;
using Tracker.Core.Daily;
using Tracker.Core.Series;

namespace Tracker.Core.Panel;

/// <summary>One metric of one sector: its values before a month, what came in that month, and both on the scale of the forecast.</summary>
public sealed record MetricSeries
{
    /// <summary>Months at the start of a panel in which fewer than three months of activity are known, so that the panel looks too
    /// small.</summary>
    public const int IncompleteMonths = 2;

    /// <summary>So many equal values are called constant.</summary>
    private const int ConstantFrom = 3;

    /// <summary>Months whose median says how large the series is, and how many consumers buy.</summary>
    private const int SizeMonths = 12;

    private MetricSeries(
        Sector sector,
        Metric metric,
        TimeSeries fitted,
        double[] scaled,
        double actual,
        double scaledActual,
        ScaleTransform transform,
        double? calendarWeight,
        double buyers)
    {
        (Sector, Metric, Fitted, ScaledFit, Actual, ScaledActual, Transform, CalendarWeight, Buyers) =
            (sector, metric, fitted, scaled, actual, scaledActual, transform, calendarWeight, buyers);
    }

    public Sector Sector { get; }

    public Metric Metric { get; }

    /// <summary>The values before the month, in the metric's unit, NaN where the denominator is zero.</summary>
    public TimeSeries Fitted { get; }

    /// <summary>The same on the scale, each less its month's calendar weight where there is one (<see cref="CalendarWeights"/>).</summary>
    public IReadOnlyList<double> ScaledFit { get; }

    /// <summary>The value of the month, finite.</summary>
    public double Actual { get; }

    /// <summary>With what the calendar does to the month.</summary>
    public double ScaledActual { get; }

    /// <summary>To be added to a forecast from <see cref="ScaledFit"/>; null where nothing was taken out.</summary>
    public double? CalendarWeight { get; }

    public ScaleTransform Transform { get; }

    /// <summary>The effective number of buyers of a usual month: how much chance there is in the series.</summary>
    public double Buyers { get; }

    /// <summary>Every metric of every sector (metrics in their order, inside them sectors in theirs), and those that are not
    /// applicable.</summary>
    /// <param name="history">The panel; months after <paramref name="month"/> are not read.</param>
    /// <param name="weighting">What a consumer stands for.</param>
    /// <param name="month">The month to be scored.</param>
    /// <exception cref="ArgumentException">The panel does not have the month.</exception>
    public static (IReadOnlyList<MetricSeries> Series, IReadOnlyList<NotApplicable> Left) Of(PanelHistory history, Weighting weighting, Month month)
    {
        if (month < history.First || month > history.Last)
            throw new ArgumentException($"month {month}: the panel has {history.First} to {history.Last}", nameof(month));

        var start = history.First + IncompleteMonths;
        CellWeights[] weights = [.. history.Months.Take(month - history.First + 1).Select(weighting.Of)];
        var calendar = CalendarWeights.Of(history.Daily, start, month);
        var series = new List<MetricSeries>();
        var left = new List<NotApplicable>();
        for (var sector = 0; sector < history.Sectors.Count; sector++)
        {
            WeightedMeasures[] sums = [.. weights.Select((of, at) => WeightedMeasures.Of(history.Months[at], sector, of))];
            var values = Metric.All.Select(metric => sums[Math.Min(IncompleteMonths, sums.Length)..].Select(one => MetricValue.Of(metric, one)).ToArray()).ToArray();
            for (var m = 0; m < values.Length; m++)
            {
                var metric = Metric.All[m];
                if (WhyNot(values, m) is { } reason)
                    left.Add(new(history.Sectors[sector], metric, reason));
                else
                    series.Add(Of(history.Sectors[sector], metric, start, values[m], sums, calendar));
            }
        }

        return ([.. series.OrderBy(one => Order(one.Metric))], [.. left.OrderBy(one => Order(one.Metric))]);
    }

    private static int Order(Metric metric)
    {
        var at = 0;
        while (Metric.All[at] != metric)
            at++;
        return at;
    }

    private static MetricSeries Of(Sector sector, Metric metric, Month start, MetricValue[] values, WeightedMeasures[] sums, CalendarWeights calendar)
    {
        var fitted = new TimeSeries(start, values[..^1].Select(value => value.Value));
        var actual = values[^1];
        var transform = metric.Scale == Scale.Logit
            ? ScaleTransform.Logit(values[..^1].Last(value => value.Trials > 0).Trials)
            : ScaleTransform.LogOrAsinh(fitted.Values, actual.Value);
        var usual = sums[..^1].TakeLast(SizeMonths).ToArray();
        var penetration = Median.Of(usual.Select(one => MetricValue.Of(Metric.Penetration, one).Value).Where(share => !double.IsNaN(share))) ?? 0;
        var weights = transform.Scale == Scale.Asinh ? null : calendar.Of(sector, metric, penetration);
        double[] scaled = [.. values[..^1].Select((value, at) =>
            double.IsNaN(value.Value) ? double.NaN : transform.Forward(value.Value, value.Trials) - (weights?[at] ?? 0))];
        var buyers = Median.Of(usual.Select(one => one.Buyers.EffectiveCount)) ?? 0;
        return new(sector, metric, fitted, scaled, actual.Value, transform.Forward(actual.Value, actual.Trials), transform, weights?[^1], buyers);
    }

    /// <summary>Why a metric of a sector is not applicable, judged on the months before the last; null when it is.</summary>
    private static string? WhyNot(MetricValue[][] byMetric, int at)
    {
        var values = byMetric[at];
        if (values.Length < 2)
            return "nothing there: no complete month before";
        var fitted = Known(values);
        if (fitted.Length == 0 || Array.TrueForAll(fitted, value => value == 0))
            return "nothing there: no activity in the months before";
        if (double.IsNaN(values[^1].Value))
            return "nothing there: its denominator is zero in the month";
        if (fitted.Length >= ConstantFrom && Array.TrueForAll(fitted, value => Same(value, fitted[0])))
            return string.Create(CultureInfo.InvariantCulture, $"constant: {fitted[0]} in every month before");
        for (var other = 0; other < at; other++)
        {
            var others = Known(byMetric[other]);
            if (fitted.Length >= ConstantFrom && others.Length == fitted.Length && fitted.Zip(others).All(pair => Same(pair.First, pair.Second)))
                return $"equal to {Metric.All[other]} by construction";
        }

        return null;
    }

    private static double[] Known(MetricValue[] values) => [.. values[..^1].Select(value => value.Value).Where(value => !double.IsNaN(value))];

    private static bool Same(double left, double right) => Math.Abs(left - right) <= 1e-12 * Math.Max(Math.Abs(left), Math.Abs(right));
}
