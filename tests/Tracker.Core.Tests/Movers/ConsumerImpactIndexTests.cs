using Tracker.Core.Movers;

namespace Tracker.Core.Tests.Movers;

public class ConsumerImpactIndexTests
{
    [Fact]
    public void The_scale_is_shrunk_toward_that_of_series_of_its_size()
    {
        // Five series, too few for a slope: σ₀ is the median of their s, 0.2.
        double[] sizes = [0.1, 0.1, 0.2, 0.4, 0.4];
        var (impacts, _) = ConsumerImpactIndex.Of([.. sizes.Select(s => Series(s, 24, residual: 1))], Dependence.Positive);
        for (var i = 0; i < sizes.Length; i++)
        {
            var sigma = Math.Sqrt((8 * 0.04 + 24 * sizes[i] * sizes[i]) / 32);
            Assert.Equal(sigma, impacts[i].Sigma, 1e-12);
            Assert.Equal(1 / sigma, impacts[i].Cii, 1e-9);
        }
    }

    [Fact]
    public void A_lone_series_has_its_own_scale() =>
        Assert.Equal(0.1, One(Series(0.1, 24, 1)).Sigma, 1e-12);

    [Fact]
    public void A_lone_series_without_errors_has_the_prior_scale() =>
        Assert.Equal(0.25, One(Series(0.1, 0, 1)).Sigma, 1e-12);

    [Fact]
    public void An_unseen_season_keeps_the_scale_up() =>
        Assert.Equal(
            Math.Sqrt((8 * 0.0625 + 10 * 0.01) / 18), One(Series(0.1, 10, 1) with { SeasonSeen = false }).Sigma, 1e-12);

    [Fact]
    public void The_index_has_the_sign_of_the_residual_and_is_finite_even_for_perfect_forecasts()
    {
        Assert.True(One(Series(0.1, 24, -1)).Cii < 0);
        Assert.Equal(1e6, One(Series(0, 24, 1)).Cii, 1e-3);
        Assert.Equal(0, One(Series(0, 24, 0)).Cii);
    }

    [Theory]
    [InlineData(11, null)]
    [InlineData(12, 1.0 / 13)]
    public void Twelve_errors_are_needed_for_a_chance_and_the_smallest_is_one_in_n_plus_one(int errors, double? p)
    {
        var impact = One(Series(0.1, errors, residual: 5));
        Assert.Equal((p, p), (impact.P, impact.Q));
    }

    [Fact]
    public void The_chance_counts_scores_at_least_as_large_in_all_series_together()
    {
        // Errors of ±0.1 have scores of exactly 1 when each is scaled without itself, and so has the residual.
        ResidualSeries[] series = [Series(0.1, 24, 0.1), Series(0.1, 24, 0.1001), Series(0.1, 24, 0.05)];
        var impacts = ConsumerImpactIndex.Of(series, Dependence.Positive);
        Assert.Equal(72, impacts.Calibration);
        Assert.Equal([1.0, 1.0 / 73, 1.0], impacts.Impacts.Select(impact => impact.P!.Value));
    }

    [Fact]
    public void Quiet_months_have_few_flags_and_lone_large_movers_are_found()
    {
        var random = new Random(11);
        int quiet = 0, found = 0;
        const int months = 50;
        for (var month = 0; month < months; month++)
        {
            ResidualSeries[] series = [.. Enumerable.Range(0, 297).Select(i => Heavy(random, i))];
            quiet += ConsumerImpactIndex.Of(series, Dependence.Positive).Impacts.Any(impact => impact.Q <= 0.1) ? 1 : 0;
            series[0] = series[0] with { Residual = 8 * 0.1 };
            found += ConsumerImpactIndex.Of(series, Dependence.Positive).Impacts[0].Q <= 0.1 ? 1 : 0;
        }

        Assert.InRange(quiet, 0, 11); // nominal 5 of 50, standard error 2
        Assert.InRange(found, 20, 50); // only one or two of 7,128 scores may be larger
    }

    /// <summary>Errors of 0.1 with the tails of t with five degrees of freedom.</summary>
    private static ResidualSeries Heavy(Random random, int number)
    {
        double Student()
        {
            var squares = Enumerable.Range(0, 5).Sum(_ => Math.Pow(random.Normal(), 2));
            return 0.1 * random.Normal() / Math.Sqrt(squares / 5) * Math.Sqrt(3.0 / 5);
        }

        return new(number / 33, double.NaN, Student(), true, [.. Enumerable.Range(0, 24).Select(_ => Student())]);
    }

    private static ResidualSeries Series(double size, int errors, double residual) =>
        new(0, double.NaN, residual, true, [.. Enumerable.Range(0, errors).Select(i => i % 2 == 0 ? size : -size)]);

    private static Impact One(ResidualSeries series) => ConsumerImpactIndex.Of([series], Dependence.Positive).Impacts[0];
}
