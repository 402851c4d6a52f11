using Tracker.Core.Movers;

namespace Tracker.Core.Tests.Movers;

public class FalseDiscoveryTests
{
    // The 15 p-values of the worked example in Benjamini and Hochberg 1995, section 4.1: four are rejected at 0.05.
    private static readonly double[] Published =
        [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0];

    [Fact]
    public void The_published_example_rejects_four_at_five_per_cent()
    {
        var q = FalseDiscovery.QValues(Published);
        Assert.Equal(4, q.Count(value => value <= 0.05));
        Assert.Equal(15 * .0095 / 4, q[3], 1e-15);
        Assert.Equal(15 * .0298 / 7, q[5], 1e-15); // the smallest over itself and those above
    }

    [Fact]
    public void Any_dependence_costs_the_sum_of_inverse_ranks() =>
        Assert.Equal(15 * .0001 * Enumerable.Range(1, 15).Sum(i => 1.0 / i), FalseDiscovery.QValues(Published, Dependence.Arbitrary)[0], 1e-15);

    [Fact]
    public void The_order_of_the_tests_changes_nothing()
    {
        double[] reversed = [.. Published.Reverse()];
        Assert.Equal(FalseDiscovery.QValues(Published), FalseDiscovery.QValues(reversed).Reverse());
    }

    [Fact]
    public void Nothing_to_test_gives_nothing() => Assert.Empty(FalseDiscovery.QValues([]));

    [Theory]
    [InlineData(-1e-9)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    public void A_chance_outside_zero_to_one_is_refused(double p) => Assert.Throws<ArgumentException>(() => FalseDiscovery.QValues([p]));
}
