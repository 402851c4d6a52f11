using Tracker.Core.Movers;

namespace Tracker.Core.Tests.Movers;

public class SizeLineTests
{
    [Fact]
    public void Errors_that_fall_with_the_root_of_size_give_a_slope_of_minus_one_half()
    {
        var line = SizeLine.Of(Enumerable.Range(1, 20).Select(i => (100.0 * i, 0.3 / Math.Sqrt(100.0 * i))))!.Value;
        Assert.Equal(-0.5, line.Slope, 1e-12);
        Assert.Equal(0.3 / Math.Sqrt(500), line.ErrorAt(500), 1e-12);
    }

    [Fact]
    public void A_quarter_of_wild_series_hardly_bends_it()
    {
        var line = SizeLine.Of(Enumerable.Range(1, 40).Select(i => (100.0 * i, (i % 4 == 0 ? 20 : 1) * 0.3 / Math.Sqrt(100.0 * i))))!.Value;
        Assert.InRange(line.Slope, -0.7, -0.3);
        Assert.InRange(line.ErrorAt(2_000), 0.3 / Math.Sqrt(2_000), 2 * 0.3 / Math.Sqrt(2_000));
    }

    [Fact]
    public void Errors_never_grow_with_size() =>
        Assert.Equal(0, SizeLine.Of(Enumerable.Range(1, 20).Select(i => (100.0 * i, 0.01 * i)))!.Value.Slope);

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Under_five_series_nothing_is_said(int count, bool said) =>
        Assert.Equal(said, SizeLine.Of(Enumerable.Range(1, count).Select(i => (1.0 * i, 0.1))) is not null);

    [Theory]
    [InlineData(7, 0.0)]
    [InlineData(8, -1.0)]
    public void Under_eight_series_the_line_is_level(int count, double slope) =>
        Assert.Equal(slope, SizeLine.Of(Enumerable.Range(1, count).Select(i => (1.0 * i, 1.0 / i)))!.Value.Slope, 1e-12);

    [Fact]
    public void Series_of_one_size_or_of_none_give_a_level_line()
    {
        Assert.Equal(new SizeLine(Math.Log(0.1), 0), SizeLine.Of(Enumerable.Repeat((5.0, 0.1), 9)));
        Assert.Equal(new SizeLine(Math.Log(0.1), 0), SizeLine.Of(Enumerable.Repeat((double.NaN, 0.1), 9)));
    }

    [Fact]
    public void Series_that_were_forecast_exactly_are_left_out() =>
        Assert.Null(SizeLine.Of(Enumerable.Repeat((5.0, 0.0), 9)));
}
