using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class ConformalQuantileTests
{
    [Theory]
    [InlineData(1, 0.5, 1.0)] // position 1 of 1
    [InlineData(3, 0.75, 3.0)] // position 3 of 3: the largest
    [InlineData(3, 0.7500001, null)] // just beyond it
    [InlineData(3, 0.25, 1.0)]
    [InlineData(3, 0.125, 3 * 0.5 / 3.5)] // between nothing and the smallest
    [InlineData(18, 0.95, null)] // 18.05 of 18
    [InlineData(19, 0.95, 19.0)] // 19 of 19
    [InlineData(24, 0.80, 20.0)] // 20 of 24
    [InlineData(24, 0.95, 23.6)] // between the 23rd and the 24th: 1 × 0.75 / 1.25 of the gap
    [InlineData(0, 0.5, null)]
    public void Of_the_whole_numbers_to_n_it_is_the_position(int n, double level, double? expected)
    {
        double[] falling = [.. Enumerable.Range(1, n).Select(i => (double)(n + 1 - i))];
        var quantile = ConformalQuantile.Of(falling, level);
        Assert.Equal(expected is null, quantile is null);
        Assert.Equal(expected ?? 0, quantile ?? 0, 1e-5);
    }

    [Theory]
    [InlineData(0.80)]
    [InlineData(0.95)]
    public void The_next_of_a_row_of_equals_stays_inside_as_often_as_the_level_says(double level)
    {
        var random = new Random(7);
        var inside = 0;
        const int trials = 20_000;
        for (var trial = 0; trial < trials; trial++)
        {
            double[] errors = [.. Enumerable.Range(0, 24).Select(_ => Math.Abs(random.Normal()))];
            inside += Math.Abs(random.Normal()) <= ConformalQuantile.Of(errors, level) ? 1 : 0;
        }

        Assert.Equal(level, (double)inside / trials, 0.01);
    }

    [Fact]
    public void Between_two_errors_it_is_exact_for_an_exponential_tail()
    {
        var random = new Random(8);
        double Magnitude() => -Math.Log(1 - random.NextDouble());
        var inside = 0;
        const int trials = 100_000;
        for (var trial = 0; trial < trials; trial++)
        {
            double[] errors = [.. Enumerable.Range(0, 24).Select(_ => Magnitude())];
            inside += Magnitude() <= ConformalQuantile.Of(errors, 0.95) ? 1 : 0;
        }

        Assert.Equal(0.95, (double)inside / trials, 0.002); // a straight line between the two covers 0.954
    }
}
