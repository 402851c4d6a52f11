using Tracker.Core.Panel;

namespace Tracker.Synthetic.Expectations;

/// <summary>
/// An expected metric with the plants less without, split into mix and rate by segments (Kitagawa 1955, symmetric and centred), in the metric's
/// unit. Totals are nested: T = N·M with N active consumers and M the amount of one, so <paramref name="Scale"/> = ΔN·M̄ and the parts of M times
/// N̄. The three add up to the change; the scale of a ratio is 0.
/// </summary>
internal readonly record struct Split(double Scale, double Structural, double Behavioural)
{
    public static Split Of((ExpectedMeasures With, ExpectedMeasures Without)[] segments, Metric metric)
    {
        var denominator = metric.Denominator ?? Measure.ActiveConsumers;
        var total0 = segments.Sum(segment => segment.Without[denominator]);
        var total1 = segments.Sum(segment => segment.With[denominator]);
        var metric0 = segments.Sum(segment => segment.Without[metric.Numerator]) / total0;
        var metric1 = segments.Sum(segment => segment.With[metric.Numerator]) / total1;
        var mean = (metric0 + metric1) / 2;
        var (structural, behavioural) = (0.0, 0.0);
        foreach (var (with, without) in segments)
        {
            if (with[denominator] == 0 && without[denominator] == 0)
                continue;
            var (rate1, rate0) = (with[metric.Numerator] / with[denominator], without[metric.Numerator] / without[denominator]);

            // A segment that is new or gone has the rate of where it exists: its effect is wholly structural.
            rate1 = with[denominator] == 0 ? rate0 : rate1;
            rate0 = without[denominator] == 0 ? rate1 : rate0;
            var (share0, share1) = (without[denominator] / total0, with[denominator] / total1);
            structural += (share1 - share0) * ((rate0 + rate1) / 2 - mean);
            behavioural += (share0 + share1) / 2 * (rate1 - rate0);
        }

        if (metric.Denominator is not null)
            return new(0, structural, behavioural);
        var size = (total0 + total1) / 2;
        return new((total1 - total0) * mean, size * structural, size * behavioural);
    }
}
