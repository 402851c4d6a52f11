using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Decomposition;

public class LawTests
{
    private const double Digits = 1e-9;

    private static readonly MetricChain[] Chains =
        [MetricChain.Ratio, .. Metric.All.SelectMany(metric => (MetricChain[])[MetricChain.Of(metric, true), MetricChain.Of(metric, false)])];

    [Fact]
    public void Parts_sum_to_the_change_and_reversal_flips_them() => SumAndReverse(10_000, 1);

    [Fact(Explicit = true), Trait("soak", "decomposition")]
    public void Parts_sum_to_the_change_and_reversal_flips_them_a_million_times() => SumAndReverse(1_000_000, 2);

    [Fact]
    public void Splitting_a_segment_in_equal_halves_changes_nothing()
    {
        var random = new Random(3);
        for (var i = 0; i < 1_000; i++)
        {
            var table = RandomTables.Table(random, Chains[i % Chains.Length]);
            var halves = table with
            {
                Attributes = [.. table.Attributes, "half"],
                Rows = [.. table.Rows.SelectMany(row => new[] { "1", "2" }.Select(half => new SegmentRow(
                    new([.. row.Key.Values, half]), [.. row.Before.Select(sum => sum / 2)], [.. row.After.Select(sum => sum / 2)])))],
            };
            var (whole, split) = (ChangeSplit.Of(table), ChangeSplit.Of(halves));
            var size = Size(whole);
            Assert.Equal(whole.Structural, split.Structural, size * Digits);
            Assert.Equal(whole.Behavioural, split.Behavioural, size * Digits);
            Assert.Equal(whole.Scale, split.Scale, size * Digits);
            foreach (var (factor, effect) in whole.Factors)
                Assert.Equal(effect, split.Factors.Single(one => one.Key == factor).Value, size * Digits);
        }
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        var random = new Random(4);
        for (var i = 0; i < 500; i++)
        {
            var table = RandomTables.Table(random, Chains[i % Chains.Length]);
            var rows = table.Rows.ToArray();
            random.Shuffle(rows);
            var (one, other) = (ChangeSplit.Of(table), ChangeSplit.Of(table with { Rows = rows }));
            Assert.Equal((one.Structural, one.Behavioural, one.Refunds, one.Scale), (other.Structural, other.Behavioural, other.Refunds, other.Scale));
            Assert.Equal(one.Segments.Select(part => (part.Segment, part.Total)), other.Segments.Select(part => (part.Segment, part.Total)));
        }
    }

    [Fact]
    public void The_order_of_the_factors_changes_nothing()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var n = 1 + random.Next(8);
            double[] before = [.. Enumerable.Range(0, n).Select(_ => random.Normal())];
            double[] after = [.. before.Select(_ => random.Normal())];
            var order = Enumerable.Range(0, n).ToArray();
            random.Shuffle(order);
            var effects = FactorSplit.Product(before, after);
            var mixed = FactorSplit.Product([.. order.Select(k => before[k])], [.. order.Select(k => after[k])]);
            for (var k = 0; k < n; k++)
                Assert.Equal(effects[order[k]], mixed[k], 1e-12);
        }
    }

    [Fact]
    public void Merging_segments_keeps_the_sum()
    {
        var random = new Random(6);
        for (var i = 0; i < 1_000; i++)
        {
            var changes = RandomTables.Rates(random);
            RateChange[] merged = [.. changes.Skip(2), changes.Take(2).Aggregate((a, b) => new(
                a.NumeratorBefore + b.NumeratorBefore, a.DenominatorBefore + b.DenominatorBefore, a.NumeratorAfter + b.NumeratorAfter, a.DenominatorAfter + b.DenominatorAfter))];
            var (whole, other) = (MixRate.Of(changes), MixRate.Of(merged));
            Assert.Equal(whole.Structural + whole.Behavioural + whole.Refunds, other.Structural + other.Behavioural + other.Refunds, 1e-10);
        }
    }

    [Fact]
    public void Two_constant_months_give_zeros()
    {
        var random = new Random(7);
        foreach (var chain in Chains)
        {
            var table = RandomTables.Table(random, chain);
            var constant = ChangeSplit.Of(table with { Rows = [.. table.Rows.Select(row => row with { After = row.Before })] });
            Assert.Equal((0.0, 0.0, 0.0, 0.0, 0.0), (constant.Change, constant.Scale, constant.Structural, constant.Behavioural, constant.Residual));
            Assert.All(constant.Segments, part => Assert.Equal(0, part.Total));
            Assert.All(constant.Factors, factor => Assert.Equal(0, factor.Value));
            Assert.All(constant.StructuralByAttribute, part => Assert.Equal(0, part.Value));
        }
    }

    [Fact]
    public void A_chain_of_months_adds_along_time()
    {
        var random = new Random(8);
        var months = Enumerable.Range(0, 6).Select(_ => RandomTables.Rates(new Random(random.Next()))).ToArray();
        var segments = months.Min(month => month.Length);
        var links = Enumerable.Range(0, 5).Select(at => ChangeSplit.Of(new(["a"], MetricChain.Ratio, [.. Enumerable.Range(0, segments).Select(i => new SegmentRow(
            new($"{i}"), [1 + months[at][i].DenominatorBefore, months[at][i].NumeratorBefore], [1 + months[at + 1][i].DenominatorBefore, months[at + 1][i].NumeratorBefore]))]))).ToArray();
        var whole = TimeChain.Sum(links);
        var halves = TimeChain.Sum([TimeChain.Sum(links[..2]), TimeChain.Sum(links[2..])]);
        Assert.Equal(links[0].Before, whole.Before);
        Assert.Equal(links[^1].After, whole.After);
        Assert.Equal(0, whole.Residual, 1e-12);
        Assert.Equal(whole.Structural, halves.Structural, 1e-12);
        Assert.Equal(whole.Segments.Sum(part => part.Behavioural), halves.Behavioural, 1e-12);
        Assert.Throws<ArgumentException>(() => TimeChain.Sum([links[0], links[2]]));
    }

    private static void SumAndReverse(int tables, int seed) => Parallel.For(0, tables, i =>
    {
        var random = new Random(seed * 10_000_019 + i);
        var table = RandomTables.Table(random, Chains[i % Chains.Length]);
        var (there, back) = (ChangeSplit.Of(table), ChangeSplit.Of(table.Reversed()));
        var size = Size(there);
        Assert.InRange(Math.Abs(there.Residual), 0, size * Digits);
        Near(there.Structural, there.Segments.Sum(part => part.Structural));
        Near(there.Behavioural, there.Segments.Sum(part => part.Behavioural));
        Near(there.Refunds, there.Segments.Sum(part => part.Refunds!.Value));
        if (there.Factors.Count > 0)
            Near(there.Behavioural, there.Factors.Sum(factor => factor.Value));
        if (there.Attributes.Count > 0)
            Near(there.Structural, there.StructuralByAttribute.Sum(part => part.Value));
        Near(there.Scale, -back.Scale);
        Near(there.Structural, -back.Structural);
        Near(there.Behavioural, -back.Behavioural);
        Near(there.Refunds, -back.Refunds);
        foreach (var (one, other) in there.Factors.Zip(back.Factors).Concat(there.StructuralByAttribute.Zip(back.StructuralByAttribute)))
            Near(one.Value, -other.Value);

        void Near(double expected, double actual) => Assert.Equal(expected, actual, size * Digits);
    });

    /// <summary>The largest of the numbers that are added: rounding is relative to it.</summary>
    private static double Size(ChangeDecomposition of) =>
        1e-300 + new[] { of.Before, of.After, of.Scale, of.Structural, of.Behavioural, of.Refunds, of.Segments.Sum(part => Math.Abs(part.Total)) }.Max(Math.Abs);
}
