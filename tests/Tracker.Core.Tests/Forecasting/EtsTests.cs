using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class EtsTests
{
    [Fact]
    public void A_season_with_a_trend_goes_on_within_a_tenth_of_its_range()
    {
        static double Value(int i) => 5 + 0.01 * i + 0.3 * Math.Sin(Math.PI * i / 6);
        var path = new Ets().Roll(new([.. Enumerable.Range(0, 72).Select(Value)], 12), 72, 12, 12).Path(72);
        for (var step = 0; step < 12; step++)
            Assert.Equal(Value(72 + step), path[step], 0.06);
    }

    [Fact]
    public void Without_trend_and_season_a_filter_is_simple_exponential_smoothing()
    {
        var values = Generate.Logs(new(1), 40);
        var filter = new SmoothingFilter(new(0.3, 0, 0, 1, 0, 0), 12, values[0]);
        var level = values[0];
        foreach (var value in values)
        {
            filter.Take(value);
            level += 0.3 * (value - level);
        }

        // The first level is not certain, but a level that forgets 30% a period has forgotten it.
        var path = new double[2];
        filter.AddPath(1, path);
        Assert.Equal([level, level], path, (left, right) => Math.Abs(left - right) < 1e-4);
    }

    [Fact]
    public void A_damped_trend_adds_less_each_step()
    {
        var filter = new SmoothingFilter(new(0.5, 0.1, 0, 0.9, 0.1, 0), 12, 0);
        for (var i = 0; i < 40; i++)
            filter.Take(0.1 * i);
        var path = new double[3];
        filter.AddPath(1, path);
        Assert.Equal(0.9 * (path[1] - path[0]), path[2] - path[1], 1e-12);
        Assert.True(path[1] > path[0]);
    }

    /// <summary>With gains of zero the values are a regression on the first states, and the filter its least squares with a ridge.</summary>
    [Fact]
    public void A_filter_that_never_learns_is_ridge_regression_on_its_first_states()
    {
        double[] values = [1, 3, 2, 6];
        var filter = new SmoothingFilter(new(0, 0, 0, 1, 0.5, 0), 12, values[0]);
        foreach (var value in values)
            filter.Take(value);
        var path = new double[1];
        filter.AddPath(1, path);

        // The values less the first are l + t·b with l of variance 1000 and b of 0.5: (X'X + diag(1/1000, 2)) x = X'y, worked by hand.
        double[] y = [0, 2, 1, 5];
        var (s11, s12, s22) = (4 + 0.001, 10.0, 30 + 2.0);
        var (r1, r2) = (y.Sum(), y.Select((value, i) => (i + 1) * value).Sum());
        var determinant = s11 * s22 - s12 * s12;
        var (l, b) = ((s22 * r1 - s12 * r2) / determinant, (s11 * r2 - s12 * r1) / determinant);
        Assert.Equal(values[0] + l + 5 * b, path[0], 1e-9);
    }

    [Fact]
    public void A_spike_moves_a_path_little()
    {
        var values = Generate.Logs(new(2), 60);
        var calm = new Ets().Roll(new(values, 12), 60, 1, 12).Path(60)[0];
        values[50] += 3; // sixty times the noise
        var after = new Ets().Roll(new(values, 12), 60, 1, 12).Path(60)[0];
        Assert.InRange(Math.Abs(after - calm), 0, 0.1);
    }

    [Fact]
    public void A_new_level_is_found_within_half_a_year()
    {
        var values = Generate.Logs(new(3), 66, noise: 0.02);
        for (var i = 60; i < 66; i++)
            values[i] += 1;
        var path = new Ets().Roll(new(values, 12), 66, 1, 12).Path(66)[0];
        Assert.InRange(path - values[65], -0.35, 0.35);
    }

    [Fact]
    public void Seasons_of_more_than_a_month_of_days_are_left_to_others() =>
        Assert.False(new Ets().Roll(new(Generate.Logs(new(4), 100), 52), 100, 1, 52).Has(100));
}
