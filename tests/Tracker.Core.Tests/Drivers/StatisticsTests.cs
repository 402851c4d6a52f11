using Tracker.Core.Drivers;

namespace Tracker.Core.Tests.Drivers;

public class StatisticsTests
{
    [Fact]
    public void The_largest_of_all_has_the_least_chance_whatever_the_number_of_tests()
    {
        var random = new Random(1);
        double[][] draws = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 12).Select(_ => random.Normal()).ToArray())];
        double[] observed = [8, .. Enumerable.Repeat(0.0, 11)];
        var (p, q) = StepDownMaxT.Of(observed, draws);
        Assert.Equal((1 / 201.0, 1 / 201.0), (p[0], q[0]));
        Assert.All(p.Zip(q), pair => Assert.True(pair.Second >= pair.First));
        Assert.All(q.Skip(1), value => Assert.True(value > 0.5));
    }

    [Fact]
    public void The_second_test_is_not_compared_with_what_the_first_drew()
    {
        var random = new Random(2);
        double[][] draws = [.. Enumerable.Range(0, 99).Select(_ => new[] { random.Normal(), 1e-3 * random.Normal() })];
        var (_, q) = StepDownMaxT.Of([9, 9e-3], draws);
        Assert.Equal([0.01, 0.01], q);
    }

    [Fact]
    public void A_statistic_that_never_varies_has_chance_one()
    {
        var (p, q) = StepDownMaxT.Of([0, 0], [.. Enumerable.Range(0, 19).Select(_ => new double[2])]);
        Assert.Equal([1, 1], p);
        Assert.Equal([1, 1], q);
    }

    // One-way analysis of variance by hand: SS_between 16/3, SS_within 4, k 3, n 6; (16/3 − 2·4/3) / (28/3).
    [Fact]
    public void Epsilon_squared_is_that_of_the_analysis_of_variance() =>
        Assert.Equal(2 / 7.0, EpsilonSquared.Of(new([1, 1, 2, 2, 3, 3, 0], 4, false), [1, 3, 2, 2, 3, 5, 99], [1, 1, 1, 1, 1, 1, 1]), 1e-12);

    [Fact]
    public void Association_is_one_with_a_renaming_and_none_with_chance()
    {
        var random = new Random(3);
        byte[] one = [.. Enumerable.Range(0, 5_000).Select(_ => (byte)(1 + random.Next(4)))];
        byte[] renamed = [.. one.Select(bin => (byte)(5 - bin))];
        byte[] other = [.. one.Select(_ => (byte)(1 + random.Next(9)))];
        Assert.Equal(1, SharedInformation.CramersV(new(one, 5, false), new(renamed, 5, false)), 1e-9);
        Assert.True(SharedInformation.CramersV(new(one, 5, false), new(other, 10, false)) < 0.05);
    }

    [Fact]
    public void Small_values_are_shown_together_with_the_next_so_that_none_is_found_by_subtraction()
    {
        byte[] bins = [.. Enumerable.Repeat((byte)1, 30), .. Enumerable.Repeat((byte)2, 20), .. Enumerable.Repeat((byte)3, 4)];
        var values = Values(new("size", new(bins, 4, false), ["unknown", "large", "middle", "small"]), Ones(54), Ones(54), 11);
        Assert.Equal([("large", 30), ("other (2 values)", 24)], values.Select(value => (value.Value, value.Consumers)));
    }

    [Fact]
    public void A_contribution_lies_in_its_interval_as_often_as_it_says()
    {
        var inside = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            byte[] bins = [.. Enumerable.Range(0, 300).Select(_ => (byte)(1 + random.Next(3)))];
            double[] change = [.. bins.Select(bin => bin + 2 * random.Normal())];
            double[] weights = [.. bins.Select(_ => 0.5 + random.NextDouble())];
            var value = Values(new("a", new(bins, 4, false), ["unknown", "a", "b", "c"]), change, weights, 0).Single(one => one.Value == "c");
            inside += value.Low <= 1 && value.High >= 1 ? 1 : 0;
        }

        Assert.InRange(inside / 400.0, 0.92, 0.98);
    }

    private static IReadOnlyList<DriverValue> Values(Candidate attribute, double[] change, double[] weights, int least) =>
        DriverValues.Of(SafeValues.Of([attribute], null, least)[0], change, weights, new() { Change = change, Attributes = [] });

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}
