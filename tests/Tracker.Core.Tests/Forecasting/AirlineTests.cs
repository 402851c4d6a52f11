using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class AirlineTests
{
    [Theory]
    [InlineData(0.4, 0.6)]
    [InlineData(0.7, 0.3)]
    public void A_series_of_the_model_gives_its_parameters_back(double theta, double seasonTheta)
    {
        var (first, second) = Airline.Parameters(new(Series(theta, seasonTheta, 600, 1), 12), 12);
        Assert.Equal(theta, first, 0.1);
        Assert.Equal(seasonTheta, second, 0.1);
    }

    [Fact]
    public void A_line_with_a_fixed_season_goes_on_exactly()
    {
        static double Value(int i) => 5 + 0.01 * i + 0.3 * Math.Sin(Math.PI * i / 6);
        var path = new Airline().Roll(new([.. Enumerable.Range(0, 48).Select(Value)], 12), 48, 24, 12).Path(48);
        for (var step = 0; step < 24; step++)
            Assert.Equal(Value(48 + step), path[step], 1e-9);
    }

    [Theory]
    [InlineData(17, false)]
    [InlineData(18, true)]
    public void A_season_and_a_half_are_needed(int length, bool has) =>
        Assert.Equal(has, new Airline().Roll(new(Generate.Logs(new(2), length), 12), length, 1, 12).Has(length));

    private static double[] Series(double theta, double seasonTheta, int length, int seed)
    {
        var random = new Random(seed);
        double[] e = [.. Enumerable.Range(0, length).Select(_ => 0.05 * random.Normal())];
        var values = new double[length];
        for (var t = 13; t < length; t++)
        {
            values[t] = values[t - 1] + values[t - 12] - values[t - 13]
                + e[t] - theta * e[t - 1] - seasonTheta * e[t - 12] + theta * seasonTheta * e[t - 13];
        }

        return values;
    }
}
