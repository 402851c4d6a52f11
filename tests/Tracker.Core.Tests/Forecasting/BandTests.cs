using MathNet.Numerics.Distributions;
using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class BandTests
{
    [Fact]
    public void With_enough_errors_the_width_is_their_conformal_quantile()
    {
        var forecast = Of(Generate.Logs(new(1), 80), 1);
        Assert.Equal(ConformalQuantile.Of(forecast.OneStep.Magnitudes, 0.8), forecast.HalfWidths(0.8)[0]);
    }

    [Fact]
    public void Errors_of_restless_years_count_less_in_calm_ones()
    {
        double[] values = [.. Enumerable.Range(0, 80).Select(i => (i % 2 == 0 ? 1 : -1) * (i < 65 ? 0.5 : 0.1))];
        var past = new PastValues(values, 12);
        var paths = new RollingPaths(1, 80, 1);
        for (var origin = 1; origin <= 80; origin++)
            paths.Set(origin, [0]);
        var backtest = Backtest.Of(paths, past, 1, 24);
        Assert.True(backtest.Magnitudes[0] < 0.4);
        Assert.True(backtest.Magnitudes[^1] <= 0.1 + 1e-12);
        Assert.Equal(24, backtest.Magnitudes.Length);
    }

    [Fact]
    public void Errors_of_one_size_are_taken_as_they_came()
    {
        var paths = new RollingPaths(1, 60, 1);
        for (var origin = 1; origin <= 60; origin++)
            paths.Set(origin, [0]);
        var backtest = Backtest.Of(paths, new([.. Enumerable.Repeat(0.3, 60)], 12), 1, 24);
        Assert.All(backtest.Magnitudes.ToArray(), magnitude => Assert.Equal(0.3, magnitude, 1e-12));
    }

    [Fact]
    public void One_point_has_a_band_of_the_prior_scale_with_four_degrees_of_freedom() =>
        Assert.Equal(0.25 * StudentT.InvCDF(0, 1, 4, 0.975), Of([3.0], 1).HalfWidths(0.95)[0], 1e-12);

    [Fact]
    public void The_band_of_one_point_widens_with_the_root_of_the_step()
    {
        var widths = Of([3.0], 9).HalfWidths(0.8);
        Assert.Equal(3 * widths[0], widths[8], 1e-12);
    }

    [Theory]
    [InlineData(12, 4)]
    [InlineData(13, 4)]
    [InlineData(14, 2)]
    [InlineData(15, 0)]
    [InlineData(80, 0)]
    public void Assumed_errors_fade_once_a_season_has_been_seen(int length, int assumed) =>
        Assert.Equal(assumed, Of(Generate.Logs(new(2), length), 1).AssumedErrors);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_level_outside_zero_to_one_is_refused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([3.0], 1).HalfWidths(level));

    [Theory]
    [InlineData(1.0, 1.0, true)]
    [InlineData(2.0, 1.0, false)]
    [InlineData(0.0, double.PositiveInfinity, false)]
    [InlineData(double.NaN, 0.0, false)]
    public void A_band_is_finite_and_in_order(double lo, double hi, bool valid)
    {
        if (valid)
            Assert.True(new Band(lo, hi).Contains(lo));
        else
            Assert.Throws<ArgumentException>(() => new Band(lo, hi));
    }

    [Fact]
    public void Bands_of_seeded_series_hold_what_they_say_in_the_month_that_comes()
    {
        var random = new Random(5);
        int inside80 = 0, inside95 = 0;
        const int trials = 200;
        for (var trial = 0; trial < trials; trial++)
        {
            var logs = Generate.Logs(random, 61);
            var forecast = Of(logs[..60], 1);
            var off = Math.Abs(logs[60] - forecast.Path[0]);
            inside80 += off <= forecast.HalfWidths(0.80)[0] ? 1 : 0;
            inside95 += off <= forecast.HalfWidths(0.95)[0] ? 1 : 0;
        }

        Assert.InRange(inside80, 0.72 * trials, 0.88 * trials);
        Assert.InRange(inside95, 0.92 * trials, 0.99 * trials);
    }

    private static Forecast Of(double[] values, int horizon) =>
        Assert.IsType<Forecast>(Combination.Forecast(values, horizon, ForecastOptions.Default));
}
