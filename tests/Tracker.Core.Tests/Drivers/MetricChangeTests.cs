using Tracker.Core.Decomposition;
using Tracker.Core.Drivers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Drivers;

public class MetricChangeTests
{
    [Fact]
    public void The_parts_sum_to_the_change_of_the_panel_and_the_mean_is_that_of_those_in_both_months()
    {
        var random = new Random(5);
        for (var panel = 0; panel < 20; panel++)
        {
            var (before, after) = (Month(new(2025, 5), random), Month(new(2025, 6), random));
            foreach (var metric in Metric.All)
            {
                var change = MetricChange.Of(metric, MetricChain.Of(metric, visits: true), before, after, [Column(before)], 0)!;
                var (consumers, parts) = (change.Consumers, change.Panel);
                var size = Math.Abs(parts.Before) + Math.Abs(parts.After);
                Near(Value(metric, before), parts.Before, size);
                Near(Value(metric, after), parts.After, size);
                Near(parts.After - parts.Before, parts.Stayed + parts.Joined!.Value + parts.Left!.Value + parts.Reweighted!.Value, size);
                var sum = consumers.Change.Zip(consumers.Weights!, (one, weight) => one * weight).Sum();
                Near(parts.Stayed, metric.Denominator is null ? sum : sum / consumers.Weights!.Sum(), size);
                Assert.Equal(Enumerable.Range(0, before.Weights.Length).Count(i => before.IsActive(i) && after.IsActive(i)), consumers.Change.Count);
            }
        }
    }

    [Fact]
    public void Of_a_ratio_the_values_of_a_driver_have_their_own_ratio()
    {
        var (before, after) = (Month(new(2025, 5), new(3)), Month(new(2025, 6), new(4)));
        var column = Column(before);
        var change = MetricChange.Of(Metric.Conversion, MetricChain.Of(Metric.Conversion, visits: true), before, after, [column], 0)!;

        var values = DriverRanking.Of(change.Consumers, DriverOptions.Default with { NullRefits = 19, Resamples = 1 }, null, TestContext.Current.CancellationToken).Drivers[0].Values;

        Assert.Equal(3, values.Count);
        foreach (var value in values)
        {
            var code = value.Value == "unknown" ? AttributeColumn.Unknown : column.Values.ToList().IndexOf(value.Value);
            bool Has(int i) => before.IsActive(i) && after.IsActive(i) && column.Codes[i] == code;
            Near(Value(Metric.Conversion, before, Has), value.Before!.Value, 1);
            Near(Value(Metric.Conversion, after, Has), value.After!.Value, 1);
        }

        Near(change.Panel.Stayed, values.Sum(value => value.Contribution), 1);
    }

    [Fact]
    public void Few_who_joined_are_not_told_apart_and_nothing_to_divide_by_is_nothing()
    {
        var month = new ConsumerMonth(new(2025, 5), [1, 1, 0], [new(100, 0, 1, 1), new(100, 0, 1, 1), default]);
        var next = new ConsumerMonth(new(2025, 6), [1, 1, 1], [new(300, 0, 1, 1), default, new(900, 0, 1, 1)]);
        var spend = MetricChange.Of(Metric.TotalSpend, MetricChain.Of(Metric.TotalSpend, false), month, next, [], 11)!.Panel;
        Assert.Equal(new(2, 12, 1, null, null, null), spend);
        var nobody = next with { Cells = [default, default, new(900, 0, 1, 1)] };
        Assert.Null(MetricChange.Of(Metric.AverageTicket, MetricChain.Of(Metric.AverageTicket, false), month, nobody, [], 11));
    }

    private static double Value(Metric metric, ConsumerMonth month, Func<int, bool>? of = null)
    {
        return Sum(metric.Numerator) / (metric.Denominator is { } denominator ? Sum(denominator) : 1);

        double Sum(Measure measure) => Enumerable.Range(0, month.Weights.Length)
            .Where(i => month.IsActive(i) && of?.Invoke(i) != false)
            .Sum(i => month.Weights[i] * month.Cells[i].Of(measure));
    }

    private static ConsumerMonth Month(Month of, Random random)
    {
        const int Count = 300;
        var (weights, cells) = (new double[Count], new ConsumerCell[Count]);
        for (var i = 0; i < Count; i++)
        {
            weights[i] = random.Next(5) == 0 ? 0 : 0.5 + random.NextDouble();
            var purchases = random.Next(3);
            cells[i] = weights[i] == 0 ? default : new(purchases * random.Next(1, 900), random.Next(10), purchases, purchases + random.Next(3));
        }

        return new(of, weights, cells);
    }

    private static AttributeColumn Column(ConsumerMonth month) =>
        new("region", ["east", "west"], [.. Enumerable.Range(0, month.Weights.Length).Select(i => i % 3 - 1)]);

    private static void Near(double expected, double actual, double size) => Assert.Equal(expected, actual, 1e-9 * size);
}
