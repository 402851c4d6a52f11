using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class GapFillingTests
{
    private const double Missing = double.NaN;

    [Fact]
    public void A_gap_is_a_straight_line_between_its_neighbours() =>
        Assert.Equal([1, 2, 3, 4], GapFilling.Fill([1, Missing, Missing, 4], 12));

    [Fact]
    public void The_ends_are_level() => Assert.Equal([2, 2, 5, 5], GapFilling.Fill([Missing, 2, 5, Missing], 12));

    [Fact]
    public void Nothing_at_all_is_zero() => Assert.Equal([0, 0], GapFilling.Fill([Missing, Missing], 12));

    [Fact]
    public void A_series_without_a_gap_is_itself()
    {
        var values = Generate.Logs(new(1), 40);
        Assert.Equal(values, GapFilling.Fill(values, 12));
    }

    [Theory]
    [InlineData(20, 1)]
    [InlineData(20, 5)]
    [InlineData(47, 1)] // the last value
    public void A_gap_in_a_seasonal_series_keeps_its_phase(int first, int length)
    {
        double[] whole = [.. Enumerable.Range(0, 48).Select(i => 0.01 * i + Math.Sin(Math.PI * i / 6))];
        var holed = whole.ToArray();
        Array.Fill(holed, Missing, first, length);
        var filled = GapFilling.Fill(holed, 12);
        for (var i = first; i < first + length; i++)
            Assert.Equal(whole[i], filled[i], 0.2); // a straight line would be off by up to 2
    }
}
