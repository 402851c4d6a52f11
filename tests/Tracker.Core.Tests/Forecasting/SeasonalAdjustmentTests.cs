using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class SeasonalAdjustmentTests
{
    [Theory]
    [InlineData(12)]
    [InlineData(7)]
    public void A_line_and_a_fixed_season_come_apart_exactly(int season)
    {
        var random = new Random(1);
        var truth = Enumerable.Range(0, season).Select(_ => random.Normal()).ToArray();
        var mean = truth.Average();
        double[] values = [.. Enumerable.Range(0, 4 * season).Select(i => 3 + 0.1 * i + truth[i % season] - mean)];
        var indices = SeasonalAdjustment.Indices(values, season);
        Assert.All(truth.Zip(indices), pair => Assert.Equal(pair.First - mean, pair.Second, 1e-12));
    }

    [Fact]
    public void Indices_sum_to_zero() =>
        Assert.Equal(0, SeasonalAdjustment.Indices(Generate.Logs(new(2), 61), 12).Sum(), 1e-12);

    [Theory]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public void Less_than_two_seasons_have_no_indices(int length, bool zero) =>
        Assert.Equal(zero, SeasonalAdjustment.Indices(Generate.Logs(new(3), length), 12).All(index => index == 0));
}
