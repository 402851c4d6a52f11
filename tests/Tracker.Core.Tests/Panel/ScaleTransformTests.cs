using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Panel;

public class ScaleTransformTests
{
    [Fact]
    public void Logit_counts_half_a_success_and_half_a_failure_more() =>
        Assert.Equal(Math.Log(3.5 / 7.5), ScaleTransform.Logit(10).Forward(0.3), 1e-14); // 3 of 10

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void Shares_come_back_with_their_trials(double share)
    {
        var logit = ScaleTransform.Logit(50);
        Assert.True(double.IsFinite(logit.Forward(share)));
        Assert.Equal(share, logit.Back(logit.Forward(share)), 1e-12);
    }

    [Fact]
    public void A_share_far_out_comes_back_between_zero_and_one()
    {
        Assert.Equal(0, ScaleTransform.Logit(50).Back(-50));
        Assert.Equal(1, ScaleTransform.Logit(50).Back(50));
    }

    [Theory]
    [InlineData(-1e9)]
    [InlineData(0)]
    [InlineData(2.5)]
    public void Asinh_takes_any_value_and_gives_it_back(double value)
    {
        var asinh = ScaleTransform.Asinh([-3, 2, 1, double.NaN]);
        Assert.Equal(2, asinh.Unit);
        Assert.Equal(value, asinh.Back(asinh.Forward(value)), 1e-9 * Math.Max(1, Math.Abs(value)));
    }

    [Fact]
    public void The_unit_of_asinh_is_never_zero()
    {
        Assert.Equal(4, ScaleTransform.Asinh([0, 0, 0, 4]).Unit);
        Assert.Equal(1, ScaleTransform.Asinh([0, 0]).Unit);
        Assert.Equal(1, ScaleTransform.Asinh([]).Unit);
    }

    [Theory]
    [InlineData(1.0, 1.0, Scale.Log)]
    [InlineData(1.0, double.NaN, Scale.Log)]
    [InlineData(0.0, 1.0, Scale.Asinh)] // a fitted month
    [InlineData(1.0, 0.0, Scale.Asinh)] // the scored month
    [InlineData(-1.0, 1.0, Scale.Asinh)]
    public void One_value_at_or_below_zero_takes_the_asinh_scale(double fitted, double actual, Scale scale) =>
        Assert.Equal(scale, ScaleTransform.LogOrAsinh([2, fitted, double.NaN], actual).Scale);

    [Fact]
    public void What_comes_back_is_finite()
    {
        Assert.True(double.IsFinite(ScaleTransform.Log.Back(1e9)));
        Assert.True(double.IsFinite(ScaleTransform.Asinh([1e300]).Back(1e9)));
    }

    [Fact]
    public void Trials_are_above_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => ScaleTransform.Logit(0));

    [Theory]
    [InlineData(new double[0], null)]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 3.0, 1.0 }, 2.0)]
    [InlineData(new[] { 9.0, 1.0, 3.0 }, 3.0)]
    public void The_median_is_the_middle(double[] values, double? median) => Assert.Equal(median, Median.Of(values));
}
