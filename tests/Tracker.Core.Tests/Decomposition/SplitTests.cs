using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Decomposition;

public class SplitTests
{
    // Das Gupta 1993, "Standardization and Decomposition of Rates", tables 2.1 and 2.2; figures as published.
    [Fact]
    public void Two_and_three_factors_have_the_effects_of_Das_Gupta()
    {
        var earnings = FactorSplit.Product([10930, 0.717892], [16591, 0.825974]);
        Assert.Equal(4369.913, earnings[0], 5e-4);
        Assert.Equal(1487.262, earnings[1], 5e-4);
        var births = FactorSplit.Product([51.78746, 0.45919, 0.52638], [84.90502, 0.75756, 0.51065]);
        Assert.Equal(10.4340333, births[0], 5e-8);
        Assert.Equal(10.5608476, births[1], 5e-8);
        Assert.Equal(-0.6670084, births[2], 5e-8);
    }

    // Headship rates of 1970 and 1985, Das Gupta 1993, table 5.1: structural 1.2269, behavioural 1.7403 per hundred.
    [Fact]
    public void Headship_rates_have_the_published_parts()
    {
        double[] sizes0 = [12.9, 10.9, 9.5, 8, 7.8, 8.4, 8.6, 7.8, 7, 5.9, 4.7, 3.6, 4.9];
        double[] rates0 = [1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8];
        double[] sizes1 = [10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6, 6.3, 5.9, 5.1, 4, 5.5];
        double[] rates1 = [2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2];
        var split = MixRate.Of([.. sizes0.Select((size, i) => new RateChange(size * rates0[i], size, sizes1[i] * rates1[i], sizes1[i]))]);
        Assert.Equal(1.2269, split.Structural, 1e-10);
        Assert.Equal(1.7403, split.Behavioural, 1e-10);
        Assert.Equal(2.9672, split.After - split.Before, 1e-10);
    }

    [Fact]
    public void The_closed_form_of_a_product_is_the_sum_over_subsets()
    {
        var random = new Random(11);
        for (var n = 1; n <= 10; n++)
        {
            double[] before = [.. Enumerable.Range(0, n).Select(_ => 2 * random.Normal())];
            double[] after = [.. before.Select(_ => 2 * random.Normal())];
            var closed = FactorSplit.Product(before, after);
            var subsets = FactorSplit.Of(
                factors => factors.Aggregate(1.0, (product, factor) => product * factor[0]),
                [.. before.Select(value => (double[])[value])],
                [.. after.Select(value => (double[])[value])]);
            for (var k = 0; k < n; k++)
                Assert.Equal(subsets[k], closed[k], 1e-9 * (1 + Math.Abs(subsets[k])));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void Too_few_or_too_many_factors_are_refused(int factors)
    {
        double[][] values = [.. Enumerable.Range(0, factors).Select(_ => (double[])[1.0])];
        var error = Assert.Throws<ArgumentException>(() => FactorSplit.Of(_ => 1, values, values));
        Assert.StartsWith($"{factors} and {factors} factors: expected as many in both months, 1 to 16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refunds_without_a_purchase_change_the_ratio_by_themselves()
    {
        var split = MixRate.Of([new(100, 10, 90, 9), new(0, 0, -30, 0)]);
        Assert.Equal((10, 60 / 9.0), (split.Before, split.After));
        Assert.Equal(0, split.Structural);
        Assert.Equal(0, split.Behavioural);
        Assert.Equal(-30 / 9.0, split.Refunds, 1e-15);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(double.NaN, 1)]
    public void Denominators_that_cannot_be_are_refused(double before, double after) =>
        Assert.Throws<ArgumentException>(() => MixRate.Of([new(1, before, 1, after)]));

    [Fact]
    public void A_total_is_nested_and_a_shrinking_low_spender_raises_it()
    {
        // Segments of 800 and 200 people who spend 10 and 100; the first loses 400.
        var chain = MetricChain.Of(Metric.TotalSpend, visits: true);
        var split = ChangeSplit.Of(new(["income"], chain,
        [
            new(new("low"), [800, 400, 800, 800, 8000, 0], [400, 200, 400, 400, 4000, 0]),
            new(new("high"), [200, 100, 200, 200, 20000, 500], [200, 100, 200, 200, 20000, 900]),
        ]));
        Assert.Equal((27500, 23100), (split.Before, split.After));
        Assert.Equal(-400 * (28 + 40) / 2.0, split.Scale, 1e-9);
        Assert.Equal(0, split.Behavioural);
        Assert.Equal(-400, split.Refunds, 1e-9);
        Assert.Equal(800 * 12.0, split.Structural, 1e-9);
        Assert.All(split.Segments, part => Assert.True(part.Structural > 0));
        Assert.Equal(["penetration", "visitsPerBuyer", "buyerConversion", "grossTicket"], split.Factors.Select(factor => factor.Key));
    }

    [Fact]
    public void A_factor_undefined_in_a_month_takes_the_value_of_the_other()
    {
        var chain = MetricChain.Of(Metric.SpendPerConsumer, visits: true);
        var split = ChangeSplit.Of(new([], chain, [new(new(), [100, 0, 0, 0, 0, 0], [100, 20, 40, 30, 600, 0])]));
        Assert.Equal(6, split.Factors[0].Value, 1e-12); // penetration alone was 0
        Assert.All(split.Factors.Skip(1), factor => Assert.Equal(0, factor.Value));
    }

    [Fact]
    public void An_amount_beyond_a_link_that_is_empty_is_refused() => Assert.Throws<ArgumentException>(() => ChangeSplit.Of(
        new([], MetricChain.Of(Metric.SpendPerConsumer, visits: false), [new(new(), [100, 0, 3, 9, 0], [100, 1, 3, 9, 0])])));

    [Fact]
    public void Without_visits_the_two_factors_of_visits_merge() => Assert.Equal(
        ["penetration", "purchasesPerBuyer", "grossTicket"], MetricChain.Of(Metric.TotalSpend, visits: false).Factors);

    [Fact]
    public void More_visits_by_the_same_people_are_no_mix()
    {
        var split = ChangeSplit.Of(new(["a"], MetricChain.Of(Metric.Conversion, visits: true),
        [
            new(new("x"), [100, 10, 50], [300, 30, 50]),
            new(new("y"), [100, 40, 50], [100, 40, 50]),
        ]));
        Assert.Equal(0, split.Structural, 1e-15);
        Assert.Equal(split.Change, split.Factors.Single(factor => factor.Key == "activity").Value, 1e-15);
    }

    [Fact]
    public void Other_people_of_the_same_activity_are_mix_alone()
    {
        var split = ChangeSplit.Of(new(["a"], MetricChain.Of(Metric.Conversion, visits: true),
        [
            new(new("x"), [100, 10, 50], [300, 30, 150]),
            new(new("y"), [100, 40, 50], [100, 40, 50]),
        ]));
        Assert.Equal(split.Change, split.Structural, 1e-15);
        Assert.Equal(split.Structural, split.StructuralByAttribute.Single().Value, 1e-15);
    }

    [Fact]
    public void Attributes_share_the_mix_by_equation_5_36_where_no_margin_is_empty()
    {
        // Two attributes, by hand: A = √(Nᵢⱼ/N.ⱼ · Nᵢ./N..), B = √(Nᵢⱼ/Nᵢ. · N.ⱼ/N..).
        double[,] before = { { 10, 30 }, { 40, 20 } }, after = { { 25, 25 }, { 15, 35 } };
        double[,] rates = { { 1, 2 }, { 3, 5 } };
        var (first, second) = (0.0, 0.0);
        var rows = new List<SegmentRow>();
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                var (a0, b0) = Factors(before, i, j);
                var (a1, b1) = Factors(after, i, j);
                first += rates[i, j] * (b0 + b1) / 2 * (a1 - a0);
                second += rates[i, j] * (a0 + a1) / 2 * (b1 - b0);
                rows.Add(new(new($"{i}", $"{j}"), [before[i, j], before[i, j] * rates[i, j]], [after[i, j], after[i, j] * rates[i, j]]));
            }
        }

        var split = ChangeSplit.Of(new(["i", "j"], MetricChain.Ratio, rows));
        Assert.Equal(StructuralMethod.DasGupta, split.StructuralMethod);
        Assert.Equal(first, split.StructuralByAttribute[0].Value, 1e-14);
        Assert.Equal(second, split.StructuralByAttribute[1].Value, 1e-14);

        static (double A, double B) Factors(double[,] n, int i, int j) => (
            Math.Sqrt(n[i, j] / (n[0, j] + n[1, j]) * (n[i, 0] + n[i, 1]) / 100), Math.Sqrt(n[i, j] / (n[i, 0] + n[i, 1]) * (n[0, j] + n[1, j]) / 100));
    }

    [Fact]
    public void An_empty_margin_takes_the_orders_of_the_chain_rule_and_still_sums()
    {
        var split = ChangeSplit.Of(new(["i", "j"], MetricChain.Ratio,
        [
            new(new("0", "0"), [10, 10], [0, 0]),
            new(new("0", "1"), [20, 60], [0, 0]),
            new(new("1", "0"), [30, 30], [40, 60]),
            new(new("1", "1"), [40, 20], [60, 90]),
        ]));
        Assert.Equal(StructuralMethod.ChainRule, split.StructuralMethod);
        Assert.Equal(split.Structural, split.StructuralByAttribute.Sum(part => part.Value), 1e-14);
    }

    [Fact]
    public void The_older_form_leaves_rows_that_miss_its_headline()
    {
        RateChange[] segments = [new(1000, 100, 1300, 100), new(4000, 100, 8400, 200)];
        var headline = TwoWaySplit.Of(segments);
        Assert.Equal(4700, headline.Behavioural + headline.Structural, 1e-9);
        Assert.NotEqual(headline.Structural, segments.Sum(one => TwoWaySplit.Of(one).Structural), 1e-9);
    }

    [Fact]
    public void Rows_beyond_those_shown_are_summed()
    {
        var rows = Enumerable.Range(0, 300).Select(i => new SegmentRow(new($"{i:000}"), [1 + i, i], [2, i * 0.5])).ToArray();
        var whole = ChangeSplit.Of(new(["a"], MetricChain.Ratio, rows));
        var shown = whole.Shown();
        Assert.Equal(200, shown.Segments.Count);
        Assert.Equal(SegmentStatus.Other, shown.Segments[^1].Status);
        Assert.Equal(whole.Segments.Sum(part => part.Total), shown.Segments.Sum(part => part.Total), 1e-12);
        Assert.Equal(1, shown.Segments.Sum(part => part.ShareAfter), 1e-12);
    }

    [Fact]
    public void Products_beyond_those_shown_are_summed_with_their_rates()
    {
        var rows = Enumerable.Range(0, 250).Select(i => new FactorRow(new($"{i:000}"), [1, 1], [1, 2])).ToArray();
        var split = FactorTable.Split(["a"], ["x", "y"], rows);
        foreach (var shown in new[] { split.Shown(), TimeChain.Sum([split]).Shown() })
        {
            var rest = shown.Segments[^1];
            Assert.Equal((51, 102), (rest.RateBefore, rest.RateAfter));
            Assert.Equal(51 / 250.0, rest.ShareBefore, 1e-12);
        }
    }

    [Fact]
    public void A_sentence_says_the_parts_by_size()
    {
        var split = ChangeSplit.Of(new(["channel"], MetricChain.Ratio,
        [
            new(new("Search"), [30, 0.6], [50, 0.95]),
            new(new("Email"), [100, 6], [110, 6.82]),
            new(new("Direct"), [70, 3.5], [75, 3.75]),
        ]));
        Assert.Equal(
            "conversion fell from 0.0505 to 0.0490 (-2.9%): −0.0023 from who buys, +7.87e-4 from how they buy; the largest part is channel Search, −0.0021.",
            ChangeSentence.Of(split, "conversion"));
    }
}
