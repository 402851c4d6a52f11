using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class PastShocksTests
{
    private const int Series = 20;
    private const int Length = 72;

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(1, -0.5)]
    [InlineData(2, 0.5)]
    public void A_shock_that_passed_is_found_and_known_from_the_period_after(int periods, double size)
    {
        var found = All().Count(values =>
        {
            Add(values, Length - 13, periods, size);
            var shocks = PastShocks.Find(values, 12).Where(shock => shock.Index >= Length - 13 && shock.Index < Length - 13 + periods).ToArray();
            return shocks.Length == periods && shocks.All(shock => shock.KnownFrom == Length - 12 + periods);
        });
        Assert.InRange(found, Series - 2, Series);
    }

    [Fact]
    public void A_shock_twelve_months_ago_does_not_raise_the_forecast_of_its_anniversary()
    {
        var (treated, plain) = (0.0, 0.0);
        foreach (var values in All())
        {
            var calm = Path(values, true);
            Add(values, Length - 12, 1, 0.5);
            treated += (Path(values, true) - calm) / Series;
            plain += (Path(values, false) - calm) / Series;
        }

        Assert.InRange(treated, -0.03, 0.03); // the shock is 0.5; filling the gap moves a forecast either way
        Assert.True(plain > 0.05, $"without treatment {plain}: members that cut large errors repeat a part of it, all the same");
    }

    [Fact]
    public void A_new_level_is_learned_within_three_months()
    {
        var missed = All().Average(values =>
        {
            var calm = Path(values, true);
            Add(values, Length - 3, 3, 0.5);
            Assert.DoesNotContain(PastShocks.Find(values, 12), shock => shock.Index >= Length - 3);
            return Math.Abs(Path(values, true) - calm - 0.5);
        });
        Assert.InRange(missed, 0, 0.2);
    }

    [Fact]
    public void The_last_value_is_never_a_shock_for_nobody_knows_whether_it_stays()
    {
        foreach (var values in All())
        {
            Add(values, Length - 1, 1, 2);
            Assert.DoesNotContain(PastShocks.Find(values, 12), shock => shock.Index == Length - 1);
        }
    }

    [Fact]
    public void What_is_found_depends_on_the_past_alone()
    {
        foreach (var values in All())
        {
            Add(values, 40, 1, 0.6);
            var whole = PastShocks.Find(values, 12);
            for (var origin = 1; origin <= Length; origin++)
                Assert.Equal(whole.Where(shock => shock.KnownFrom <= origin), PastShocks.Find(values.AsSpan(0, origin), 12));
        }
    }

    [Fact]
    public void Quiet_series_have_few_shocks_and_changing_the_unit_changes_none()
    {
        var shocks = All().Sum(values =>
        {
            var found = PastShocks.Find(values, 12);
            Assert.Equal(found, PastShocks.Find([.. values.Select(value => value + 3)], 12));
            return found.Count;
        });
        Assert.InRange(shocks, 0, 5);
    }

    [Fact]
    public void Constants_gaps_and_short_series_have_none()
    {
        Assert.Empty(PastShocks.Find([], 12));
        Assert.Empty(PastShocks.Find(new double[60], 12));
        Assert.Empty(PastShocks.Find(All()[0].AsSpan(0, 24), 12));
        var gaps = All()[0];
        Array.Fill(gaps, double.NaN, 20, 30);
        Assert.Empty(PastShocks.Find(gaps, 12));
    }

    [Fact]
    public void A_shock_stays_in_the_errors_and_is_named_in_the_result()
    {
        var values = All()[0];
        Add(values, Length - 12, 1, 0.5);
        var forecast = (Forecast)Combination.Forecast([double.NaN, double.NaN, .. values], 1, ForecastOptions.Default);
        Assert.Contains(Length - 10, forecast.Treated);
        var at = forecast.OneStep.Targets.IndexOf(Length - 10);
        Assert.InRange(forecast.OneStep.Errors[at], 0.3, 0.7);
        Assert.Empty(((Forecast)Combination.Forecast(values, 1, new() { TreatShocks = false })).Treated);
    }

    [Theory]
    [InlineData("ssa")]
    [InlineData("ets")]
    [InlineData("airline")]
    [InlineData("theta")]
    [InlineData("seasonal_naive")]
    public void No_member_repeats_a_shock_a_year_later(string member)
    {
        var options = new ForecastOptions { Forecaster = member };
        double repeated = 0, kept = 0;
        foreach (var clean in All().Take(10))
        {
            var shocked = clean.ToArray();
            Add(shocked, Length - 12, 1, 0.5);
            repeated += Math.Abs(Path(shocked, options with { TreatShocks = false }) - Path(clean, options));
            kept += Math.Abs(Path(shocked, options) - Path(clean, options));
        }

        Assert.InRange(kept, 0, repeated / 3); // not 0: the value that the shock hid is lost
    }

    private static double[][] All()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, Series).Select(_ => Generate.Logs(random, Length, 0.03))];
    }

    private static void Add(double[] values, int from, int periods, double size)
    {
        for (var i = from; i < from + periods; i++)
            values[i] += size;
    }

    private static double Path(double[] values, bool treat) => Path(values, new ForecastOptions { TreatShocks = treat });

    private static double Path(double[] values, ForecastOptions options) => ((Forecast)Combination.Forecast(values, 1, options)).Path[0];
}
