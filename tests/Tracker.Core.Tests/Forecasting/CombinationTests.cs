using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class CombinationTests
{
    private const double Missing = double.NaN;

    [Theory]
    [InlineData("combination")]
    [InlineData("ssa")]
    [InlineData("ets")]
    [InlineData("airline")]
    [InlineData("theta")]
    [InlineData("seasonal_naive")]
    public void A_backtest_sees_only_the_past(string forecaster)
    {
        var options = new ForecastOptions { Forecaster = forecaster };
        var values = Generate.Logs(new(1), 70);
        values[33] = Missing;
        var whole = Of(values, 3, options);
        for (var cut = 60; cut < 70; cut++)
        {
            var then = Of(values[..cut], 3, options);
            var error = whole.OneStep.Errors[whole.OneStep.Targets.IndexOf(cut)];
            Assert.Equal(values[cut] - then.Path[0], error); // to the last bit
        }
    }

    [Fact]
    public void Changing_the_future_changes_no_earlier_error()
    {
        var values = Generate.Logs(new(2), 60);
        var before = Of(values, 1).OneStep;
        values[^1] += 5;
        var after = Of(values, 1).OneStep;
        Assert.Equal(before.Errors[..^1], after.Errors[..^1]);
        Assert.Equal(before.Errors[^1] + 5, after.Errors[^1], 1e-12);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(30)]
    [InlineData(80)]
    public void Scaling_a_series_scales_its_forecast(int length)
    {
        var random = new Random(3);
        for (var trial = 0; trial < 5; trial++)
        {
            var logs = Generate.Logs(random, length);
            var shift = Math.Log(1_000);
            var one = Of(logs, 6);
            var other = Of([.. logs.Select(value => value + shift)], 6);
            Assert.All(one.Path.Zip(other.Path), pair => Assert.Equal(pair.First + shift, pair.Second, 1e-7));
            Assert.All(one.HalfWidths(0.95).Zip(other.HalfWidths(0.95)), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
        }
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_series_have_finite_forecasts_and_bands_that_do_not_narrow(string name, double[] values)
    {
        Assert.NotEmpty(name);
        foreach (var season in new[] { 12, 7 })
        {
            var forecast = Of(values, 18, new() { Season = season });
            var (narrow, wide) = (forecast.HalfWidths(0.80), forecast.HalfWidths(0.95));
            Assert.All(forecast.Path, value => Assert.True(double.IsFinite(value)));
            Assert.All(wide, value => Assert.True(double.IsFinite(value) && value >= 0));
            Assert.All(narrow.Zip(wide), pair => Assert.True(pair.First <= pair.Second));
            Assert.All(wide.Zip(wide.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
            Assert.True(forecast.Members.Count == 0 || Math.Abs(forecast.Members.Sum(member => member.Weight) - 1) < 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_series_have_finite_forecasts_from_every_member_alone(string name, double[] values)
    {
        Assert.NotEmpty(name);
        foreach (var member in Combination.Members)
        {
            var forecast = Of(values, 18, new() { Forecaster = member.Name });
            Assert.All(forecast.Path, value => Assert.True(double.IsFinite(value)));
            Assert.All(forecast.HalfWidths(0.95), value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void Every_member_moves_with_the_series()
    {
        var logs = Generate.Logs(new(8), 60);
        foreach (var member in Combination.Members)
        {
            var one = Of(logs, 6, new() { Forecaster = member.Name });
            var other = Of([.. logs.Select(value => 3 * value + 2)], 6, new() { Forecaster = member.Name });
            Assert.All(one.Path.Zip(other.Path), pair => Assert.Equal(3 * pair.First + 2, pair.Second, 1e-6));
        }
    }

    public static TheoryData<string, double[]> Odd()
    {
        var logs = Generate.Logs(new(4), 80);
        double[] Changed(int at, double by) => [.. logs.Select((value, i) => i == at ? value + by : value)];
        return new()
        {
            { "one point", [3.0] },
            { "two points", [3.0, 3.5] },
            { "three points", [3.0, 3.5, 2.0] },
            { "a gap in a short one", [3.0, Missing, 2.0] },
            { "twelve points", logs[..12] },
            { "thirteen points", logs[..13] },
            { "fourteen points", logs[..14] },
            { "two years", logs[..24] },
            { "two years and a month", logs[..25] },
            { "constant", [.. Enumerable.Repeat(2.0, 60)] },
            { "zero", new double[60] },
            { "step", [.. Enumerable.Range(0, 60).Select(i => i < 50 ? 1.0 : 9.0)] },
            { "alternating", [.. Enumerable.Range(0, 60).Select(i => i % 2 * 1e6)] },
            { "spike", Changed(70, 20) },
            { "spike at the end", Changed(79, -20) },
            { "every second missing", [.. logs.Select((value, i) => i % 2 == 0 ? Missing : value)] },
            { "missing at both ends", [Missing, Missing, .. logs, Missing, Missing] },
            { "three values in five years", [.. Enumerable.Range(0, 60).Select(i => i % 25 == 3 ? 1.0 : Missing)] },
            { "exponential", [.. Enumerable.Range(0, 60).Select(i => Math.Pow(1.5, i))] },
            { "large", [.. logs.Select(value => 1e12 * value)] },
            { "tiny", [.. logs.Select(value => 1e-12 * value)] },
        };
    }

    [Fact]
    public void An_exact_season_with_a_trend_goes_on()
    {
        static double Value(int i) => 5 + 0.01 * i + 0.3 * Math.Sin(Math.PI * i / 6);
        var forecast = Of([.. Enumerable.Range(0, 72).Select(Value)], 12);
        for (var step = 0; step < 12; step++)
            Assert.Equal(Value(72 + step), forecast.Path[step], 0.06);
    }

    [Fact]
    public void A_constant_goes_on_with_a_band_of_no_width()
    {
        var forecast = Of([.. Enumerable.Repeat(2.0, 60)], 3);
        Assert.All(forecast.Path, value => Assert.Equal(2.0, value, 1e-12));
        Assert.All(forecast.HalfWidths(0.95), width => Assert.Equal(0, width, 1e-12));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Nothing_to_see_is_a_named_refusal(int missing)
    {
        var result = Combination.Forecast([.. Enumerable.Repeat(Missing, missing)], 1, ForecastOptions.Default);
        Assert.Equal("no value before the forecast", Assert.IsType<Refusal>(result).Reason);
    }

    [Theory]
    [InlineData(12, "short_history")]
    [InlineData(13, "combination")]
    public void A_season_and_a_month_are_needed_for_the_combination(int length, string model) =>
        Assert.Equal(model, Of(Generate.Logs(new(5), length), 1).Model);

    [Fact]
    public void The_better_member_has_the_larger_weight_and_the_smaller_error()
    {
        double[] walk = new double[80];
        var random = new Random(6);
        for (var i = 1; i < walk.Length; i++)
            walk[i] = walk[i - 1] + 0.1 * random.Normal();
        var members = Of(walk, 1).Members.ToDictionary(member => member.Member);
        Assert.True(members["ssa"].BacktestError < members["seasonal_naive"].BacktestError);
        Assert.True(members["ssa"].Weight > members["seasonal_naive"].Weight);
    }

    [Fact]
    public void As_many_backtests_are_kept_as_asked_for()
    {
        var forecast = Of(Generate.Logs(new(7), 80), 6, new() { Backtests = 10 });
        Assert.All(forecast.Backtests, backtest => Assert.Equal(10, backtest.Count));
        Assert.Equal(79, forecast.OneStep.Targets[^1]);
    }

    [Fact]
    public void Infinite_values_are_refused() =>
        Assert.Throws<ArgumentException>(() => Of([1, double.PositiveInfinity], 1));

    private static Forecast Of(double[] values, int horizon, ForecastOptions? options = null) =>
        Assert.IsType<Forecast>(Combination.Forecast(values, horizon, options ?? ForecastOptions.Default));
}
