using System.Text.Json;
using Tracker.Core.Decomposition;

namespace Tracker.Core.Tests.Decomposition;

/// <summary>Every worked example of shared/cases/decomposition, to its digits.</summary>
public class PublishedCasesTests
{
    private const string Folder = "decomposition";

    [Theory]
    [InlineData("kitagawa_headship_1970_1985", "age_group", "1970", "1985", 1e-9)]
    [InlineData("mix_shift_conversion_rate", "channel", "last", "this", 1e-12)]
    public void A_mix_and_rate_case_has_its_totals_segments_and_threefold_view(string name, string by, string before, string after, double digits)
    {
        var one = SharedCases.Read($"{Folder}/{name}.json");
        var expected = one.GetProperty("expected_full_precision");
        var segments = expected.GetProperty("by_segment").EnumerateArray().ToArray();
        var inputs = one.GetProperty("inputs").EnumerateArray().ToArray();
        var split = MixRate.Of([.. segments.Select(segment => Change(inputs, by, segment.GetProperty(by).GetString()!, before, after))]);
        Assert.Equal(Number(expected, "R0"), split.Before, digits);
        Assert.Equal(Number(expected, "R1"), split.After, digits);
        Assert.Equal(Number(expected, "structural"), split.Structural, digits);
        Assert.Equal(Number(expected, "behavioural"), split.Behavioural, digits);
        foreach (var (segment, part) in segments.Zip(split.Segments))
        {
            Assert.Equal(Number(segment, "share0"), part.ShareBefore, digits);
            Assert.Equal(Number(segment, "share1"), part.ShareAfter, digits);
            Assert.Equal(Number(segment, "structural_centred"), part.Structural, digits);
            Assert.Equal(Number(segment, "behavioural"), part.Behavioural, digits);
        }

        var threefold = ThreefoldSplit.Of(split);
        Assert.Equal(Number(expected.GetProperty("threefold"), "mix_at_base_rate"), threefold.Structural, digits);
        Assert.Equal(Number(expected.GetProperty("threefold"), "rate_at_base_mix"), threefold.Behavioural, digits);
        Assert.Equal(Number(expected.GetProperty("threefold"), "interaction"), threefold.Interaction, digits);
    }

    [Theory]
    [InlineData("dasgupta_2_1_two_factor_earnings", "avg_earnings,earner_prop", 1e-6)]
    [InlineData("dasgupta_2_2_three_factor", "birthsw1549,propw1549,propw", 1e-12)]
    public void A_product_has_its_effects(string name, string factors, double digits)
    {
        var one = SharedCases.Read($"{Folder}/{name}.json");
        var (names, inputs) = (factors.Split(','), one.GetProperty("inputs"));
        var effects = FactorSplit.Product([.. names.Select(factor => Number(inputs[0], factor))], [.. names.Select(factor => Number(inputs[1], factor))]);
        var expected = one.GetProperty("expected_full_precision").GetProperty("effects");
        foreach (var (factor, effect) in names.Zip(effects))
            Assert.Equal(Number(expected, factor), effect, digits);
    }

    [Fact]
    public void Price_and_volume_share_their_cross_effect()
    {
        var one = SharedCases.Read($"{Folder}/pvm_single_product_pongora.json");
        var inputs = one.GetProperty("inputs");
        var effects = FactorSplit.Product([Number(inputs[0], "units"), Number(inputs[0], "price")], [Number(inputs[1], "units"), Number(inputs[1], "price")]);
        var expected = one.GetProperty("expected_full_precision").GetProperty("symmetric");
        Assert.Equal([Number(expected, "volume"), Number(expected, "price")], effects);
    }

    [Fact]
    public void A_ratio_of_two_sums_has_its_effects()
    {
        var one = SharedCases.Read($"{Folder}/dasgupta_4_4_ratio_metric.json");
        var expected = one.GetProperty("expected_full_precision").GetProperty("effects");
        var effects = FactorSplit.Of(Illegitimacy, Factors(one, 1963), Factors(one, 1983));
        foreach (var (name, effect) in "ABCD".Zip(effects))
            Assert.Equal(Number(expected, $"{name}"), effect, 1e-14);
    }

    [Theory]
    [InlineData(1963, 1968)]
    [InlineData(1968, 1973)]
    [InlineData(1963, 1973)]
    public void Pairs_of_five_periods_have_their_effects(int before, int after)
    {
        var one = SharedCases.Read($"{Folder}/dasgupta_6_5_five_periods.json");
        var expected = one.GetProperty("expected_full_precision").GetProperty("pairwise").GetProperty($"{before}_{after}");
        var effects = FactorSplit.Of(factors => 1000 * Illegitimacy(factors), Factors(one, before), Factors(one, after));
        foreach (var (name, effect) in "ABCD".Zip(effects))
            Assert.Equal(Number(expected, $"{name}"), effect, 1e-11);
    }

    [Fact]
    public void A_segment_that_comes_and_one_that_goes_have_their_parts()
    {
        var one = SharedCases.Read($"{Folder}/entry_exit_constructed.json");
        var (inputs, expected) = (one.GetProperty("inputs").EnumerateArray().ToArray(), one.GetProperty("expected_full_precision"));
        var split = MixRate.Of([.. "ABCD".Select(segment => EntryExit(inputs, $"{segment}"))]);
        Assert.Equal(Number(expected, "mean0"), split.Before, 1e-12);
        Assert.Equal(Number(expected, "mean1"), split.After, 1e-12);
        Assert.Equal(Number(expected, "structural_survivors"), split.Segments[0].Structural + split.Segments[1].Structural, 1e-12);
        Assert.Equal(Number(expected, "behavioural_survivors"), split.Behavioural, 1e-12);
        Assert.Equal(Number(expected, "exit_C"), split.Segments[2].Structural, 1e-12);
        Assert.Equal(Number(expected, "entry_D"), split.Segments[3].Structural, 1e-12);
        Assert.Equal([SegmentStatus.Both, SegmentStatus.Both, SegmentStatus.Gone, SegmentStatus.New], split.Segments.Select(part => part.Status));
    }

    private static double Illegitimacy(IReadOnlyList<double[]> factors)
    {
        var (within, outside) = (0.0, 0.0);
        for (var i = 0; i < factors[0].Length; i++)
        {
            within += factors[0][i] * (1 - factors[1][i]) * factors[3][i];
            outside += factors[0][i] * factors[1][i] * factors[2][i];
        }

        return outside / (outside + within);
    }

    private static double[][] Factors(JsonElement one, int year)
    {
        var rows = one.GetProperty("inputs").EnumerateArray().Where(row => row.GetProperty("pop").GetInt32() == year).ToArray();
        return [.. "ABCD".Select(name => rows.Select(row => Number(row, $"{name}")).ToArray())];
    }

    private static RateChange Change(JsonElement[] inputs, string by, string segment, string before, string after)
    {
        var (first, second) = (Row(before), Row(after));
        return new(
            Number(first, "size") * Number(first, "rate"), Number(first, "size"), Number(second, "size") * Number(second, "rate"), Number(second, "size"));

        JsonElement Row(string period) => inputs.Single(row => row.GetProperty(by).GetString() == segment && row.GetProperty("pop").ToString() == period);
    }

    private static RateChange EntryExit(JsonElement[] inputs, string segment)
    {
        var (first, second) = (Row("p0"), Row("p1"));
        return new(Number(first, "spend"), Number(first, "population"), Number(second, "spend"), Number(second, "population"));

        JsonElement Row(string period) => inputs.Single(row => row.GetProperty("segment").GetString() == segment && row.GetProperty("pop").GetString() == period);
    }

    private static double Number(JsonElement parent, string name) => parent.GetProperty(name).GetDouble();
}
