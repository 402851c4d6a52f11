using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Decomposition;

public class WaterfallTests
{
    private const double Digits = 1e-9;

    private static readonly MetricChain[] Chains = [MetricChain.Ratio, .. Metric.All.Select(metric => MetricChain.Of(metric, true))];

    [Fact]
    public void Each_bar_begins_where_the_one_before_ends_and_the_last_is_reached()
    {
        foreach (var split in Splits())
        {
            var bars = Waterfall.Of(split);
            var size = Math.Max(Math.Abs(split.Before), Math.Abs(split.After));
            Assert.All(bars.Zip(bars.Skip(1).SkipLast(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            Assert.Equal(split.After, bars[^2].To, size * Digits);
            Assert.Equal(split.Change, bars.Skip(1).SkipLast(1).Sum(bar => bar.Whole), size * Digits);
        }
    }

    [Fact]
    public void The_parts_of_a_segment_stand_apart_and_make_up_its_bar() =>
        Assert.All(Splits().SelectMany(Waterfall.Of).Where(bar => bar.Segment is not null), bar =>
        {
            Assert.Equal(bar.Segment!.Structural, bar.Structural);
            Assert.Equal(bar.Segment.Behavioural, bar.Behavioural);
            Assert.Equal(bar.Structural + bar.Behavioural, bar.Whole);
        });

    [Fact]
    public void It_begins_and_ends_with_the_two_totals_and_summed_segments_come_after_the_others()
    {
        var steps = Waterfall.Of(Splits().First(split => split.Segments.Count > 6).Shown(4)).Select(bar => bar.Step).ToArray();
        Assert.Equal((WaterfallStep.Before, WaterfallStep.After), (steps[0], steps[^1]));
        Assert.Equal(Enumerable.Repeat(WaterfallStep.Segment, 3).Append(WaterfallStep.Other), steps.Where(step => step is WaterfallStep.Segment or WaterfallStep.Other));
    }

    private static IEnumerable<ChangeDecomposition> Splits()
    {
        var random = new Random(11);
        for (var i = 0; i < 200; i++)
            yield return ChangeSplit.Of(RandomTables.Table(random, Chains[i % Chains.Length]));
    }
}
