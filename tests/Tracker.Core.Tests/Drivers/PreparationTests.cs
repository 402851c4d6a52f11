using Tracker.Core.Drivers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Drivers;

public class PreparationTests
{
    [Fact]
    public void Numbers_are_binned_by_quantile_with_cuts_as_labels_and_open_ends()
    {
        var (candidate, _) = AttributePreparation.Of(AttributeColumn.Of("age", [.. Enumerable.Range(0, 200).Select(i => $"{i % 100}")]));
        Assert.Equal(["unknown", "under 10", "10 to under 20"], candidate!.Labels.Take(3));
        Assert.Equal("90 or more", candidate.Labels[^1]);
        Assert.Equal(11, candidate.Labels.Count);
        Assert.All(candidate.Column.Bins.CountBy(bin => bin), bin => Assert.Equal(20, bin.Value));
    }

    [Theory]
    [InlineData(10, "one")]
    [InlineData(11, "blue")]
    public void The_only_value_is_told_where_enough_have_it(int consumers, string told) => Assert.Equal(
        $"expected two values or more, got only {told}",
        AttributePreparation.Of(AttributeColumn.Of("colour", [.. Enumerable.Range(0, 40).Select(i => i < consumers ? "blue" : null)]), 11).LeftOut!.Reason);

    [Fact]
    public void Numbers_that_are_nearly_all_the_same_are_one_bin_without_an_upper_end()
    {
        var (candidate, _) = AttributePreparation.Of(AttributeColumn.Of("children", [.. Enumerable.Range(0, 300).Select(i => $"{Math.Max(0, i - 280)}")]));
        Assert.Equal(["unknown", "0 or more"], candidate!.Labels);
    }

    [Fact]
    public void Few_numbers_are_values_of_their_own()
    {
        var (candidate, _) = AttributePreparation.Of(AttributeColumn.Of("children", ["0", "2", "", "1", "0", "NaN"]));
        Assert.Equal(["unknown", "0", "1", "2"], candidate!.Labels);
        Assert.Equal([1, 3, 0, 2, 1, 0], candidate.Column.Bins);
    }

    [Fact]
    public void Of_five_thousand_categories_the_frequent_ones_keep_their_name()
    {
        string[] values = [.. Enumerable.Range(0, 60_000).Select(i => i < 35_000 ? $"city {i % 5_000}" : $"town {i % 100}")];
        var (candidate, left) = AttributePreparation.Of(AttributeColumn.Of("place", values));
        Assert.Null(left);
        Assert.Equal(256, candidate!.Labels.Count);
        Assert.Equal("other (4846 values)", candidate.Labels[^1]);
        Assert.Equal(100, candidate.Labels.Count(label => label.StartsWith("town", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("n{0}", "100 values in 100 consumers: an id or free text")]
    [InlineData("{0}", "every consumer has a whole number of its own: an id")]
    public void Ids_are_left_out(string format, string reason)
    {
        var (candidate, left) = AttributePreparation.Of(AttributeColumn.Of("id", [.. Enumerable.Range(0, 100).Select(i => string.Format(null, format, i))]));
        Assert.Null(candidate);
        Assert.Equal(new("id", reason), left);
    }

    [Fact]
    public void Quantile_bins_never_part_equal_numbers()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 1_000).Select(_ => Math.Floor(30 * random.NextDouble() * random.NextDouble()))];
        var (column, least) = QuantileBins.Of(values, 7);
        Assert.All(values.Zip(column.Bins).GroupBy(pair => pair.First), group => Assert.Single(group.Select(pair => pair.Second).Distinct()));
        Assert.All(values.Zip(column.Bins), pair => Assert.True(pair.First >= least[pair.Second - 1]));
        Assert.True(least.SequenceEqual(least.Order()) && least.Length <= 7);
    }

    [Fact]
    public void Winsorising_draws_in_the_tails_of_what_is_not_zero()
    {
        double[] values = [.. Enumerable.Repeat(0.0, 100_000), .. Enumerable.Range(1, 1_000).Select(i => (double)i)];
        var drawn = Winsorised.Of(values);
        Assert.Equal((6, 995), (drawn.Low, drawn.High));
        Assert.Equal(100_000, drawn.Values.Count(value => value == 0));
        Assert.Equal((6, 995), (drawn.Values.Where(value => value > 0).Min(), drawn.Values.Max()));
    }

    [Fact]
    public void The_mean_of_a_ratios_changes_is_the_change_of_the_ratio()
    {
        var random = new Random(2);
        (double, double)[] Month() => [.. Enumerable.Range(0, 50).Select(_ => (100 * random.NextDouble(), (double)random.Next(5)))];
        var (before, after) = (Month(), Month());
        static double Ratio((double A, double B)[] month) => month.Sum(one => one.A) / month.Sum(one => one.B);
        Assert.Equal(Ratio(after) - Ratio(before), RatioChange.Of(before, after).Average(), 1e-12);
    }

    [Fact]
    public void A_ratio_without_denominator_is_refused() => Assert.Throws<ArgumentException>(() => RatioChange.Of([(1, 0)], [(1, 1)]));
}
