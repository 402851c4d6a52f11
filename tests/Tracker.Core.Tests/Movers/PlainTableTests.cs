using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Movers;

public class PlainTableTests
{
    private static readonly PlainSeries[] Table =
        [.. Enumerable.Range(0, 12).Select(i => new PlainSeries($"series {i:00}", 0, [.. Generate.Logs(new(i), 60).Select(Math.Exp)]))];

    [Fact]
    public void A_forecast_has_its_steps_in_order_after_the_last_value()
    {
        var forecast = Forecast([new("late", 5, [.. Table[0].Values.Take(30)])], 4)[0];
        Assert.Equal([1, 2, 3, 4], forecast.Steps.Select(step => step.Step));
        Assert.Equal([35, 36, 37, 38], forecast.Steps.Select(step => step.Period));
        Assert.Equal("combination", forecast.Model);
        Assert.All(forecast.Steps, step => Assert.True(step.Band95.Lo <= step.Band80.Lo && step.Band80.Contains(step.Mean) && step.Band80.Hi <= step.Band95.Hi));
    }

    [Fact]
    public void Scaling_a_series_scales_its_forecast_and_bands()
    {
        var one = Forecast(Table, 3);
        var other = Forecast([.. Table.Select(series => new PlainSeries(series.Name, 0, [.. series.Values.Select(value => 100 * value)]))], 3);
        for (var i = 0; i < one.Count; i++)
        {
            foreach (var (a, b) in one[i].Steps.Zip(other[i].Steps))
            {
                Assert.Equal(100, b.Mean / a.Mean, 1e-6);
                Assert.Equal(100, b.Band95.Hi / a.Band95.Hi, 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_series_without_values_is_refused_by_name(int missing)
    {
        var forecast = Forecast([new("empty", 0, [.. Enumerable.Repeat(double.NaN, missing)])], 2)[0];
        Assert.Equal(("empty", "none", "no value to forecast from"), (forecast.Series, forecast.Model, forecast.Refused));
        Assert.Empty(forecast.Steps);
    }

    [Fact]
    public void Negative_values_have_finite_forecasts()
    {
        var random = new Random(1);
        var forecast = Forecast([new("balance", 0, [.. Enumerable.Range(0, 40).Select(_ => 1_000 * random.Normal())])], 6)[0];
        Assert.All(forecast.Steps, step => Assert.True(double.IsFinite(step.Mean) && step.Band95.Lo < step.Band95.Hi));
    }

    [Fact]
    public void The_score_of_a_period_is_that_of_the_table_cut_after_it()
    {
        var whole = Score(Table, 50, 50);
        var cut = Score([.. Table.Select(series => new PlainSeries(series.Name, 0, [.. series.Values.Take(51)]))], 50, 50);
        Assert.Equal(whole, cut);
    }

    [Fact]
    public void A_planted_jump_is_ranked_first_and_significant()
    {
        var planted = Table.ToArray();
        planted[3] = new(planted[3].Name, 0, [.. planted[3].Values.Select((value, i) => i == 59 ? 1.8 * value : value)]);
        var first = Score(planted, 59, 59)[0];
        Assert.Equal((1, "series 03", true), (first.Rank, first.Series, first.Significant));
        Assert.Equal(planted[3].Values[59], first.Actual);
        Assert.False(first.Band95.Contains(first.Actual));
    }

    [Fact]
    public void Each_period_of_a_range_is_ranked_by_itself()
    {
        var scores = Score(Table, 40, 42);
        Assert.Equal(36, scores.Count);
        foreach (var period in scores.GroupBy(score => score.Period))
            Assert.Equal(Enumerable.Range(1, 12), period.Select(score => score.Rank));
    }

    [Fact]
    public void Series_without_a_value_in_the_period_or_before_it_have_no_score()
    {
        PlainSeries[] odd = [Table[0], new("ended", 0, [1, 2, 3]), new("starts now", 30, [5]), new("hole", 29, [4, double.NaN, 4])];
        Assert.Equal("series 00", Assert.Single(Score(odd, 30, 30)).Series);
    }

    [Fact]
    public void A_value_of_zero_is_scored_on_the_asinh_scale()
    {
        var score = Score([new("gone", 0, [.. Table[0].Values.Take(59), 0])], 59, 59)[0];
        Assert.Equal(Scale.Asinh, score.Scale);
        Assert.True(score.Cii < -3);
    }

    [Fact]
    public void Infinite_values_are_refused() =>
        Assert.Throws<ArgumentException>(() => new PlainSeries("x", 0, [double.NegativeInfinity]));

    private static IReadOnlyList<PlainForecast> Forecast(PlainSeries[] series, int horizon) =>
        PlainTable.Forecast(series, horizon, null, TestContext.Current.CancellationToken);

    private static IReadOnlyList<PlainScore> Score(PlainSeries[] series, int first, int last) =>
        PlainTable.Score(series, first, last, null, TestContext.Current.CancellationToken);
}
