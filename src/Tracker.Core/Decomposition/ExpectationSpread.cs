using Tracker.Core.Forecasting;
using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>How far the split of actual against expected usually is from nothing: root mean squares over past months, in the metric's unit.</summary>
public sealed record ExpectationSpread
{
    /// <summary>With fewer months there is no interval.</summary>
    public const int LeastMonths = 12;

    /// <summary>Older months are not looked at.</summary>
    public const int MostMonths = 24;

    private const double Normal95 = 1.959963984540054;

    public required double Scale { get; init; }

    public required double Structural { get; init; }

    public required double Behavioural { get; init; }

    /// <summary>Of the total of each segment that is shown, in their order.</summary>
    public required IReadOnlyList<double> Segments { get; init; }

    public required int Months { get; init; }

    /// <summary>The spread over the latest 12 to 24 months that had a forecast, each split against what was expected of it then.</summary>
    /// <param name="chain">What the columns are.</param>
    /// <param name="history">Months before the one explained, the latest last.</param>
    /// <param name="forecasts">Of the metric in each of those months, made before it; null where there was none.</param>
    /// <param name="places">For each segment of the history the place of the shown one that it stands in.</param>
    /// <param name="refundsApart">Whether refunds are in the part of no segment.</param>
    /// <returns>Null with fewer than twelve: the result has no interval.</returns>
    public static ExpectationSpread? Of(
        MetricChain chain, IReadOnlyList<IReadOnlyList<SegmentMonth>> history, IReadOnlyList<double?> forecasts, IReadOnlyList<int> places, bool refundsApart = false)
    {
        var splits = new List<NestedEffects>();
        for (var at = history.Count - 1; at >= 1 && splits.Count < MostMonths; at--)
        {
            var denominator = history[at].Sum(segment => segment.Sums[0]);
            var people = history[at].Sum(segment => segment.Sums[^1]);
            if (denominator > 0 && forecasts[at] is { } forecast && Expectation.Of(chain, [.. history.Take(at)], forecast, denominator, people) is { } expected)
                splits.Add(NestedSplit.Of(chain, [.. expected.Zip(history[at]).SelectMany(pair => pair.First.Concat(pair.Second.Sums))]).WithoutRounding());
        }

        return splits.Count < LeastMonths
            ? null
            : new()
            {
                Scale = Rms(splits.Select(split => split.Scale)),
                Structural = Rms(splits.Select(split => split.Structural)),
                Behavioural = Rms(splits.Select(split => split.Behavioural)),
                Segments = [.. Enumerable.Range(0, places.Max() + 1).Select(place => Rms(splits.Select(split => split.Segments.Where((_, i) => places[i] == place).Sum(one => one.TotalOf(refundsApart)))))],
                Months = splits.Count,
            };
    }

    /// <summary>The intervals widened: the effect ± 1.96 times the root of both variances, with p and q from it.</summary>
    /// <param name="intervals">From draws of the actual month.</param>
    public DecompositionIntervals Widen(DecompositionIntervals intervals)
    {
        var whole = intervals.Decomposition;
        var wide = whole.Segments.Select((part, place) => Widened(part.Total, part.Interval!.Value, Segments[place])).ToArray();
        var q = FalseDiscovery.QValues([.. wide.Select(one => one.P)]);
        return new(
            Widened(whole.Scale, intervals.Scale, Scale),
            Widened(whole.Structural, intervals.Structural, Structural),
            Widened(whole.Behavioural, intervals.Behavioural, Behavioural),
            whole with { Segments = [.. whole.Segments.Select((part, i) => part with { Interval = wide[i] with { Q = q[i] } })] });
    }

    /// <summary>The one-step forecasts of a series that its model made in past months.</summary>
    /// <param name="series">The series.</param>
    /// <param name="forecast">Its forecast, with the errors it made before.</param>
    /// <param name="first">The first of the months.</param>
    /// <param name="months">How many.</param>
    /// <returns>By month; null where there was none.</returns>
    public static double?[] Forecasts(MetricSeries series, Forecast forecast, Month first, int months)
    {
        var forecasts = new double?[months];
        for (var i = 0; i < forecast.OneStep.Count; i++)
        {
            var target = forecast.OneStep.Targets[i];
            if (series.Fitted.Start + target - first is var at && at >= 0 && at < months)
                forecasts[at] = series.Transform.Back(series.Transform.Forward(series.Fitted.Values[target]) - forecast.OneStep.Errors[i]);
        }

        return forecasts;
    }

    private static EffectInterval Widened(double effect, EffectInterval interval, double spread)
    {
        var error = Math.Sqrt(interval.StandardError * interval.StandardError + spread * spread);
        return new(effect - Normal95 * error, effect + Normal95 * error, error, PairedBootstrap.Chance(effect, error), null);
    }

    private static double Rms(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));
}
