using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class SsaTests
{
    [Fact]
    public void The_parts_of_all_eigenvectors_add_up_to_the_series()
    {
        var values = Generate.Logs(new(1), 50);
        const int window = 12;
        var covariance = new double[window * window];
        Ssa.LagCovariance(values, window, covariance);
        var vectors = new double[window * window];
        SymmetricEigen.Leading(covariance, window, window, new double[window], vectors);

        var sum = new double[values.Length];
        for (var k = 0; k < window; k++)
        {
            var part = Ssa.Reconstruct(values, vectors.AsSpan(k * window, window));
            for (var i = 0; i < sum.Length; i++)
                sum[i] += part[i];
        }

        Assert.All(values.Zip(sum), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
    }

    [Fact]
    public void The_lag_covariance_is_the_product_of_the_trajectory_matrix_with_its_transpose()
    {
        var values = Generate.Logs(new(2), 30);
        const int window = 7;
        var covariance = new double[window * window];
        Ssa.LagCovariance(values, window, covariance);
        for (var i = 0; i < window; i++)
        {
            for (var j = 0; j < window; j++)
                Assert.Equal(Enumerable.Range(0, 30 - window + 1).Sum(k => values[k + i] * values[k + j]), covariance[i * window + j], 1e-9);
        }
    }

    [Fact]
    public void A_sum_of_sinusoids_goes_on_exactly()
    {
        static double Wave(int i) => 3 * Math.Sin(2 * Math.PI * i / 12) + Math.Cos(2 * Math.PI * i / 5 + 1);
        double[] values = [.. Enumerable.Range(0, 60).Select(Wave)];
        var path = Ssa.Forecast(values, window: 20, rank: 4, horizon: 24); // a sinusoid has rank 2
        for (var step = 0; step < path.Length; step++)
            Assert.Equal(Wave(60 + step), path[step], 1e-9);
    }

    /// <summary>Golyandina, Nekrutkin and Zhigljavsky 2001, section 1.3: whole periods in L and K.</summary>
    [Fact]
    public void A_wave_of_whole_periods_has_two_equal_eigenvalues_of_a_quarter_of_L_times_K()
    {
        double[] values = [.. Enumerable.Range(0, 35).Select(i => 2 * Math.Sin(Math.PI * i / 6 + 0.4))]; // K = 24
        var covariance = new double[12 * 12];
        Ssa.LagCovariance(values, 12, covariance);
        var eigenvalues = new double[12];
        SymmetricEigen.Leading(covariance, 12, 4, eigenvalues, new double[4 * 12]);
        double[] largest = [.. eigenvalues.OrderDescending().Take(3)];
        Assert.Equal(2 * 2 * 12 * 24 / 4.0, largest[0], 1e-9);
        Assert.Equal(2 * 2 * 12 * 24 / 4.0, largest[1], 1e-9);
        Assert.Equal(0, largest[2], 1e-9);
    }

    [Fact]
    public void A_straight_line_has_rank_two_and_goes_on_exactly()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(i => 2 + 0.5 * i)];
        var path = Ssa.Forecast(values, window: 10, rank: 2, horizon: 6);
        for (var step = 0; step < path.Length; step++)
            Assert.Equal(2 + 0.5 * (40 + step), path[step], 1e-8);
    }

    [Fact]
    public void A_geometric_series_has_rank_one_and_goes_on_exactly()
    {
        double[] values = [.. Enumerable.Range(0, 30).Select(i => Math.Pow(1.05, i))];
        Assert.Equal(Math.Pow(1.05, 30), Ssa.Forecast(values, 6, 1, 1)[0], 1e-11);
    }

    [Fact]
    public void Ranks_of_one_decomposition_are_those_of_each_alone()
    {
        var values = Generate.Logs(new(3), 48);
        var paths = new double[5 * 3];
        Ssa.NestedForecasts(values, 12, 5, 3, double.NegativeInfinity, double.PositiveInfinity, paths, new bool[5]);
        for (var rank = 1; rank <= 5; rank++)
            Assert.Equal(Ssa.Forecast(values, 12, rank, 3), paths[((rank - 1) * 3)..(rank * 3)]);
    }

    [Theory]
    [InlineData(24, 12, 1)] // n must exceed 2L
    [InlineData(25, 12, 12)]
    [InlineData(25, 12, 0)]
    [InlineData(25, 1, 1)]
    public void A_window_that_does_not_fit_is_refused(int length, int window, int rank) =>
        Assert.Throws<ArgumentException>(() => Ssa.Forecast(new double[length], window, rank, 1));

    [Fact]
    public void The_smallest_series_that_fits_is_taken() => Assert.Single(Ssa.Forecast(Generate.Logs(new(4), 25), 12, 1, 1));
}
