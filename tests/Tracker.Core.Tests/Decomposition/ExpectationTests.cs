using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Decomposition;

public class ExpectationTests
{
    private static readonly MetricChain Chain = MetricChain.Of(Metric.Penetration, visits: true);

    [Fact]
    public void It_has_the_forecast_and_shares_that_sum_to_the_denominator()
    {
        var expected = Expectation.Of(Chain, Seasonal(40, 1_000), 0.25, 500, 500)!;
        Assert.Equal(500, expected.Sum(sums => sums[0]), 1e-9);
        Assert.Equal(0.25, expected.Sum(sums => sums[1]) / 500, 1e-12);
    }

    [Fact]
    public void A_season_of_the_segments_is_no_news()
    {
        // Every December the first segment is larger and buys more; the next December with its own forecast is all but explained.
        var months = Seasonal(48, 1_000_000);
        var (history, december) = (months[..^1], months[^1]);
        var actual = december.Sum(segment => segment.Sums[1]) / december.Sum(segment => segment.Sums[0]);
        var expected = Expectation.Of(Chain, history, actual, 1, 1)!;
        var against = ChangeSplit.Of(new(["s"], Chain, [.. december.Select((segment, i) => new SegmentRow(new($"{i}"), expected[i], segment.Sums))]));
        var month = ChangeSplit.Of(new(["s"], Chain, [.. december.Select((segment, i) => new SegmentRow(new($"{i}"), history[^1][i].Sums, segment.Sums))]));
        Assert.All(against.Segments, part => Assert.True(Math.Abs(part.Total) < 1e-3 * Math.Abs(month.Segments[0].Total)));
    }

    [Fact]
    public void Small_cells_trust_their_own_season_less()
    {
        double Share(int consumers) => Expectation.Of(Chain, Seasonal(47, consumers), 0.3, 1, 1)![0][0];
        var usual = Seasonal(47, 1)[^1][0].Sums[0] / Seasonal(47, 1)[^1].Sum(segment => segment.Sums[0]);
        Assert.True(usual < Share(10) && Share(10) < Share(100) && Share(100) < Share(10_000));
    }

    [Fact]
    public void Under_twelve_past_splits_there_is_no_interval()
    {
        var months = Seasonal(40, 1_000);
        double?[] forecasts = [.. months.Select((month, i) => i >= 28 ? (double?)(month.Sum(one => one.Sums[1]) / month.Sum(one => one.Sums[0])) : null)];
        var spread = ExpectationSpread.Of(Chain, months, forecasts, [0, 1]);
        Assert.Equal(12, spread!.Months);
        var summed = ExpectationSpread.Of(Chain, months, forecasts, [0, 0])!.Segments;
        Assert.InRange(Assert.Single(summed), Math.Abs(spread.Segments[0] - spread.Segments[1]), spread.Segments[0] + spread.Segments[1]);
        forecasts[^1] = null;
        Assert.Null(ExpectationSpread.Of(Chain, months, forecasts, [0, 1]));
    }

    [Fact]
    public void The_spread_widens_the_intervals_of_the_draws()
    {
        var table = new SegmentTable([], Chain, [new(new(), [100, 20], [100, 30])]);
        var split = ChangeSplit.Of(table);
        var random = new Random(1);
        double[][] draws = [.. Enumerable.Range(0, 400).Select(_ => (double[])[100, 20, 100, 30 + random.Normal()])];
        var intervals = PairedBootstrap.Intervals(split, table, draws)!;
        var wide = new ExpectationSpread { Scale = 0, Structural = 0, Behavioural = 0.03, Segments = [0.03], Months = 20 }.Widen(intervals);
        Assert.Equal(Math.Sqrt(0.0009 + Math.Pow(intervals.Behavioural.StandardError, 2)), wide.Behavioural.StandardError, 1e-15);
        Assert.True(wide.Behavioural.Low < 0.1 - 1.9 * 0.03);
        Assert.False(wide.Decomposition.Segments[0].Interval!.Value.P < intervals.Decomposition.Segments[0].Interval!.Value.P);
    }

    [Fact]
    public void A_segment_that_nobody_expected_is_people_and_no_activity()
    {
        // Two hundred people make 800 visits; half of them are new, and all make as many visits each as those of the months before.
        var chain = MetricChain.Of(Metric.Conversion, visits: true);
        SegmentMonth known = new([400, 40, 100], 100), nobody = new([0, 0, 0], 0), arrived = new([400, 120, 100], 100);
        SegmentMonth[][] history = [.. Enumerable.Range(0, 13).Select(_ => (SegmentMonth[])[known, nobody])];
        var expected = Expectation.Of(chain, history, 0.1, 800, 200)!;
        var split = ChangeSplit.Of(new(["s"], chain, [new(new("a"), expected[0], known.Sums), new(new("n"), expected[1], arrived.Sums)]));

        Assert.Equal([800, 80, 200], expected[0]);
        Assert.Equal(0.1, split.Structural, 1e-12);
        Assert.Equal(0.1, split.StructuralByAttribute.Single().Value, 1e-12);
        Assert.Equal(0, split.Factors.Single(factor => factor.Key == NestedSplit.Activity).Value, 1e-12);

        // The same split of a past month is what its spread is made of.
        var spread = ExpectationSpread.Of(chain, [.. history, [known, arrived]], [.. Enumerable.Repeat<double?>(0.1, 14)], [0, 1])!;
        Assert.Equal(0.1 / Math.Sqrt(spread.Months), spread.Structural, 1e-12);
    }

    [Fact]
    public void A_forecast_of_the_other_sign_has_no_expectation() => Assert.Null(Expectation.Of(Chain, Seasonal(20, 100), -1, 1, 1));

    private static SegmentMonth[][] Seasonal(int months, int consumers) =>
        [.. Enumerable.Range(0, months).Select(month => (SegmentMonth[])[Of(100 * (month % 12 == 11 ? 1.5 : 1), month % 12 == 11 ? 0.4 : 0.2, consumers), Of(300, 0.3, consumers)])];

    private static SegmentMonth Of(double people, double rate, int consumers) => new([people, people * rate], consumers);
}
