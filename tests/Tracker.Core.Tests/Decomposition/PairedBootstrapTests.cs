using Tracker.Core.Decomposition;

namespace Tracker.Core.Tests.Decomposition;

public class PairedBootstrapTests
{
    [Fact]
    public void Weights_are_Poisson_of_mean_one()
    {
        var weights = new PoissonWeights(1, 0);
        var counts = new long[9];
        const int batches = 200_000;
        for (var i = 0; i < batches; i++)
        {
            var batch = weights.Next();
            for (var lane = 0; lane < PoissonWeights.Batch; lane++)
                counts[batch[lane]]++;
        }

        var (total, probability, statistic) = (batches * (double)PoissonWeights.Batch, Math.Exp(-1), 0.0);
        for (var k = 0; k < 7; k++)
        {
            statistic += Math.Pow(counts[k] - total * probability, 2) / (total * probability);
            probability /= k + 1;
        }

        Assert.InRange(statistic, 0, 24.3); // 99.9% of chi squared with 7 degrees
        Assert.Equal(1, counts.Select((count, k) => (double)count * k).Sum() / total, 0.002);
    }

    [Fact]
    public void A_draw_is_the_weighted_sums_of_the_segments()
    {
        // The amount of every consumer is 1 in both months, so a draw's sums tell how often each pair of segments was drawn: both months alike.
        var consumers = Panel(5_000, 7, _ => 1);
        var draws = PairedBootstrap.Draw(consumers, 40, 3, TestContext.Current.CancellationToken);
        foreach (var draw in draws)
        {
            for (var s = 0; s < consumers.Segments; s++)
                Assert.Equal(draw[4 * s], draw[4 * s + 2]);
        }

        Assert.InRange(draws.Average(draw => draw.Where((_, i) => i % 4 == 0).Sum()), 4_950, 5_050);
    }

    [Fact]
    public void The_order_of_the_consumers_within_a_segment_is_all_that_the_draws_depend_on()
    {
        var consumers = Panel(3_000, 5, random => random.NextDouble());
        var one = PairedBootstrap.Draw(consumers, 20, 9, TestContext.Current.CancellationToken);
        Assert.Equal(one, PairedBootstrap.Draw(consumers, 20, 9, TestContext.Current.CancellationToken));
        Assert.Equal(one[..5], PairedBootstrap.Draw(consumers, 5, 9, TestContext.Current.CancellationToken)); // draws do not depend on their number
        Assert.NotEqual(one[0], PairedBootstrap.Draw(consumers, 1, 10, TestContext.Current.CancellationToken)[0]);
    }

    [Fact]
    public void Its_standard_error_is_that_of_a_sum()
    {
        // Without a denominator that varies, the behavioural part is a mean of differences: s.e. = deviation / √n.
        var random = new Random(4);
        const int n = 4_000;
        double[] before = [.. Enumerable.Range(0, n).Select(_ => 10 * random.NextDouble())];
        double[] after = [.. before.Select(amount => amount + random.Normal())];
        double[] ones = [.. before.Select(_ => 1.0)];
        var consumers = new ConsumerChanges { Segments = 1, SegmentBefore = new int[n], SegmentAfter = new int[n], Before = [ones, before], After = [ones, after] };
        var table = new SegmentTable([], MetricChain.Ratio, [new(new(), [n, before.Sum()], [n, after.Sum()])]);
        var split = ChangeSplit.Of(table);
        var intervals = PairedBootstrap.Intervals(split, table, PairedBootstrap.Draw(consumers, 500, 1, TestContext.Current.CancellationToken))!;
        double[] differences = [.. after.Zip(before, (b, a) => b - a)];
        var deviation = Math.Sqrt(differences.Sum(d => Math.Pow(d - differences.Average(), 2)) / n);
        Assert.Equal(deviation / Math.Sqrt(n), intervals.Behavioural.StandardError, 0.1 * deviation / Math.Sqrt(n));
        Assert.Equal(0, intervals.Structural.StandardError);
        Assert.Equal(1, intervals.Structural.P);
    }

    [Fact]
    public void Two_constant_months_are_nothing_and_not_significant()
    {
        var consumers = Panel(2_000, 4, random => random.NextDouble());
        consumers = consumers with { SegmentAfter = consumers.SegmentBefore, After = consumers.Before };
        var table = Table(consumers);
        var intervals = PairedBootstrap.Intervals(ChangeSplit.Of(table), table, PairedBootstrap.Draw(consumers, 200, 1, TestContext.Current.CancellationToken))!;
        Assert.Equal((0, 0, 1), (intervals.Structural.Low, intervals.Behavioural.High, intervals.Behavioural.P));
        Assert.All(intervals.Decomposition.Segments, part => Assert.Equal((0.0, 0.0, 1.0, false), (part.Interval!.Value.Low, part.Interval.Value.High, part.Interval.Value.Q, part.Interval.Value.Distinct)));
    }

    [Fact]
    public void Draws_without_a_denominator_are_left_out_and_too_many_of_them_give_no_interval()
    {
        var table = new SegmentTable([], MetricChain.Ratio, [new(new(), [1, 2], [1, 3])]);
        Assert.Null(PairedBootstrap.Intervals(ChangeSplit.Of(table), table, [[0, 0, 0, 0], [0, 0, 0, 0], [1, 2, 1, 3]]));
        Assert.NotNull(PairedBootstrap.Intervals(ChangeSplit.Of(table), table, [[0, 0, 0, 0], [2, 4, 2, 6], [1, 2, 1, 3]]));
    }

    [Fact]
    public void Equal_consumers_of_thousands_of_segments_stay_in_their_own()
    {
        // Twenty of the first segment and twenty of another, all gone, none of whom bought anything.
        const int far = 2_048;
        var consumers = new ConsumerChanges
        {
            Segments = 8_191,
            SegmentBefore = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(far, 20)],
            SegmentAfter = [.. Enumerable.Repeat(Segmentation.Absent, 40)],
            Before = [[.. Enumerable.Repeat(1.0, 40)]],
            After = [new double[40]],
        };
        foreach (var draw in PairedBootstrap.Draw(consumers, 5, 1, TestContext.Current.CancellationToken))
        {
            Assert.InRange(draw[0], 1, 39);
            Assert.InRange(draw[2 * far], 1, 39);
        }
    }

    [Fact]
    public void A_segment_that_is_not_there_is_refused() => Assert.Throws<ArgumentException>(() => PairedBootstrap.Draw(
        new() { Segments = 1, SegmentBefore = [0], SegmentAfter = [1], Before = [[1.0]], After = [[1.0]] }, 1, 1, TestContext.Current.CancellationToken));

    private static ConsumerChanges Panel(int count, int segments, Func<Random, double> amount)
    {
        var random = new Random(count);
        int[] segment = [.. Enumerable.Range(0, count).Select(_ => random.Next(segments))];
        double[] Column() => [.. Enumerable.Range(0, count).Select(_ => amount(random))];
        double[] ones = [.. Enumerable.Range(0, count).Select(_ => 1.0)];
        return new() { Segments = segments, SegmentBefore = segment, SegmentAfter = segment, Before = [ones, Column()], After = [ones, Column()] };
    }

    private static SegmentTable Table(ConsumerChanges consumers) => new(["s"], MetricChain.Ratio, [.. Enumerable.Range(0, consumers.Segments).Select(s => new SegmentRow(
        new($"{s}"), Sums(s, consumers.SegmentBefore, consumers.Before), Sums(s, consumers.SegmentAfter, consumers.After)))]);

    private static double[] Sums(int segment, int[] of, IReadOnlyList<double[]> columns) =>
        [.. columns.Select(column => column.Where((_, i) => of[i] == segment).Sum())];
}
