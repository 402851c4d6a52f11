using Tracker.Core.Panel;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Expectations;

/// <summary>
/// The expected metric with a plant less without, split into mix and rate by segments of the plant's attributes (Kitagawa 1955, symmetric and
/// centred; blank values are a segment of their own). In the metric's unit; both add up to the change.
/// </summary>
internal readonly record struct Split(double Structural, double Behavioural)
{
    /// <summary>The metric of the plant is a ratio whose denominator is of the sector.</summary>
    public static Split Of(PanelModel model, int month, Plant plant)
    {
        var attributes = plant.Segment.Values.Select(value => value.Attribute).ToArray();
        var segments = new Dictionary<string, Sums>();
        var refunds = Seeds.Sectors[plant.Sector].Refunds;
        for (var consumer = 0; consumer < model.Population.Count; consumer++)
        {
            if (!model.Population.IsPresent(consumer, month))
                continue;
            var key = string.Join('\n', attributes.Select(attribute => model.Population.Reported(consumer, attribute)));
            if (!segments.TryGetValue(key, out var sums))
                segments[key] = sums = new();
            var changed = plant.Segment.Holds(model.Population, consumer);
            var without = ConsumerRates.Of(model, month, consumer, plant.Sector, null);
            var with = changed ? ConsumerRates.Of(model, month, consumer, plant.Sector, plant) : without;
            sums.Numerator0 += Mean(without, plant.Metric.Numerator, refunds);
            sums.Numerator1 += Mean(with, plant.Metric.Numerator, refunds);
            sums.Denominator0 += Mean(without, plant.Metric.Denominator!.Value, refunds);
            sums.Denominator1 += Mean(with, plant.Metric.Denominator!.Value, refunds);
        }

        return Kitagawa([.. segments.Values]);
    }

    private static Split Kitagawa(Sums[] segments)
    {
        var (total0, total1) = (segments.Sum(s => s.Denominator0), segments.Sum(s => s.Denominator1));
        var mean = (segments.Sum(s => s.Numerator0) / total0 + segments.Sum(s => s.Numerator1) / total1) / 2;
        var split = default(Split);
        foreach (var segment in segments.Where(s => s.Denominator0 > 0 && s.Denominator1 > 0))
        {
            var (share0, share1) = (segment.Denominator0 / total0, segment.Denominator1 / total1);
            var (rate0, rate1) = (segment.Numerator0 / segment.Denominator0, segment.Numerator1 / segment.Denominator1);
            split = new(
                split.Structural + (share1 - share0) * ((rate0 + rate1) / 2 - mean),
                split.Behavioural + (share0 + share1) / 2 * (rate1 - rate0));
        }

        return split;
    }

    private static double Mean(in ConsumerRates rates, Measure measure, double refunds) => measure switch
    {
        Measure.Spend => rates.Purchases * (1 + rates.SecondBasket) * rates.Ticket * (1 - refunds),
        Measure.Purchases => rates.Purchases * (1 + rates.SecondBasket),
        Measure.Visits => rates.Visits + rates.Purchases * rates.SecondBasket,
        Measure.Buyers => 1 - Math.Exp(-rates.Purchases),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "not a measure of a sector"),
    };

    private sealed class Sums
    {
        public double Numerator0 { get; set; }

        public double Numerator1 { get; set; }

        public double Denominator0 { get; set; }

        public double Denominator1 { get; set; }
    }
}
