using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class MemberTests
{
    [Fact]
    public void Seasonal_naive_repeats_the_last_season()
    {
        double[] values = [9, 9, 1, 2, 3];
        var path = new double[5];
        SeasonalNaive.Forecast(values, 3, path);
        Assert.Equal([1, 2, 3, 1, 2], path);
    }

    [Fact]
    public void A_short_history_has_a_forgetting_level_and_a_shrunk_drift()
    {
        var path = new double[2];
        ShortHistory.Forecast([1, 3], path);
        var drift = 2.0 / (1 + 24);
        Assert.Equal([2 + drift, 2 + 2 * drift], path); // level: 1, then half way to 3
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_path_of_an_origin_is_the_same_wherever_the_rolling_starts(IForecaster member)
    {
        var past = new PastValues(Generate.Logs(new(1), 70), 12);
        var early = member.Roll(past, 20, 4, 12);
        var late = member.Roll(past, 65, 4, 12);
        for (var origin = 65; origin <= 70; origin++)
            Assert.Equal(early.Path(origin), late.Path(origin));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_longer_horizon_leaves_the_first_step(IForecaster member)
    {
        var past = new PastValues(Generate.Logs(new(2), 50), 12);
        Assert.Equal(member.Roll(past, 50, 1, 12).Path(50)[0], member.Roll(past, 50, 12, 12).Path(50)[0]);
    }

    public static TheoryData<IForecaster> All() => new((IForecaster[])[.. Combination.Members, new ShortHistory()]);

    [Theory]
    [InlineData(12, false)]
    [InlineData(13, true)]
    public void The_pool_needs_a_season_and_a_period(int length, bool has) =>
        Assert.Equal(has, new SsaPool().Roll(new(Generate.Logs(new(3), length), 12), length, 1, 12).Has(length));

    [Fact]
    public void An_origin_without_a_path_says_so()
    {
        var paths = new SeasonalNaive().Roll(new(new double[20], 12), 5, 1, 12);
        Assert.False(paths.Has(11));
        Assert.False(paths.Has(4));
        Assert.True(paths.Has(12));
        Assert.Throws<InvalidOperationException>(() => paths.Path(11).Length);
    }

    [Fact]
    public void A_path_that_is_not_finite_is_no_path()
    {
        var paths = new RollingPaths(1, 1, 2);
        paths.Set(1, [1, double.NaN]);
        Assert.False(paths.Has(1));
    }

    [Fact]
    public void The_pool_keeps_its_steps_near_the_range_of_the_last_three_years()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(i => Math.Pow(1.2, i) / 1e4)];
        var (low, high) = (values[24], values[59]);
        var path = new SsaPool().Roll(new(values, 12), 60, 18, 12).Path(60);
        Assert.InRange(path[^1], low, high + (high - low));
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForecastOptions { Season = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForecastOptions { Backtests = 0 });
        Assert.Throws<ArgumentException>(() => new ForecastOptions { Forecaster = "oracle" });
        Assert.Throws<ArgumentOutOfRangeException>(() => Combination.Forecast([1], 0, ForecastOptions.Default));
    }

    [Fact]
    public void Forecasts_are_valid_by_construction()
    {
        var one = Assert.IsType<Forecast>(Combination.Forecast([1.0, 2.0], 1, ForecastOptions.Default));
        Assert.Throws<ArgumentException>(() => new Forecast("x", [1, 2], one.Backtests, [], 0));
        Assert.Throws<ArgumentException>(() => new Forecast("x", [double.NaN], one.Backtests, [], 0));
        Assert.Equal(one.OneStep, ((Forecast)Combination.Forecast([1.0, 2.0], 1, ForecastOptions.Default)).OneStep);
        Assert.Equal(one.OneStep.GetHashCode(), ((Forecast)Combination.Forecast([1.0, 2.0], 1, ForecastOptions.Default)).OneStep.GetHashCode());
        Assert.Null(((Forecast)Combination.Forecast([1.0], 1, ForecastOptions.Default)).OneStep.RootMeanSquare);
    }
}
