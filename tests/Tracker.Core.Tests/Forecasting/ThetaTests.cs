using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class ThetaTests
{
    [Fact]
    public void The_slope_is_that_of_the_least_squares_line() =>
        Assert.Equal(0.8, Theta.Slope([1, 3, 2, 4, 4.5]), 1e-12); // (−2·1 − 3 + 4 + 2·4.5) / 10

    /// <summary>Smoothing with drift of a straight line finds the line (Hyndman and Billah 2003).</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Smoothing_a_line_with_its_drift_has_no_error(double alpha)
    {
        var (level, squares) = Theta.Smooth([.. Enumerable.Range(0, 30).Select(i => 2 + 0.5 * i)], alpha, 0.5);
        Assert.Equal(16.5, level, 1e-9);
        Assert.Equal(0, squares, 1e-9);
    }

    [Fact]
    public void The_first_level_is_the_one_with_the_least_squares()
    {
        double[] values = [3, 1, 4, 1, 5, 9, 2, 6];
        var (level, squares) = Theta.Smooth(values, 0.2, 0.1);
        var tried = Enumerable.Range(-400, 1200).Select(first => Smoothed(values, first / 100.0)).MinBy(pair => pair.Squares);
        Assert.Equal(tried.Squares, squares, 1e-3);
        Assert.Equal(tried.Level, level, 1e-2);

        static (double Level, double Squares) Smoothed(double[] values, double level)
        {
            var squares = 0.0;
            foreach (var value in values)
            {
                var error = value - level - 0.1;
                squares += error * error;
                level += 0.1 + 0.2 * error;
            }

            return (level, squares);
        }
    }

    [Fact]
    public void Steps_differ_by_the_drift_and_the_season()
    {
        var values = Generate.Logs(new(1), 20); // under two seasons: no indices
        var path = new double[5];
        Theta.Forecast(values, 12, path);
        for (var step = 1; step < 5; step++)
            Assert.Equal(0.6 * Theta.Slope(values), path[step] - path[step - 1], 1e-12);
    }
}
