using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Daily;

public class DailyForecastTests
{
    private static readonly Month Target = new(2024, 10);
    private static readonly int Eve = Target.FirstDay.DayNumber - DailyInput.Start.DayNumber;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DailyForecast Of(IEnumerable<double> values)
    {
        var (series, design) = DailyInput.Series(values, Target.LastDay);
        var (forecast, reason) = DailyForecast.Of(series, design, Target, Cancel);
        Assert.Null(reason);
        return forecast!;
    }

    [Fact]
    public void Forecast_OfAWeekAndAYear_IsNear_WithAs24PastMonths()
    {
        var forecast = Of(DailyInput.Values(Eve, 0.03));
        Assert.Equal(24, forecast.Past.Count);
        Assert.Equal(Target - 24, forecast.Past[0].Month);
        for (var day = 1; day <= 31; day++)
            Assert.Equal(DailyInput.Log(new(2024, 10, day)), forecast.Month.Path[day - 1], 0.08);
        Assert.All(forecast.Past, month => Assert.InRange(month.CumulatedError(31), -0.06, 0.06));
        Assert.Null(forecast.OutsideBand); // no day has come
    }

    [Fact]
    public void Forecast_DependsOnThePastAlone()
    {
        var values = DailyInput.Values(Eve + 31, 0.05);
        double[] changed = [.. values.Select((value, day) => day < Eve ? value : 3 * value)];
        var (one, other) = (Of(values), Of(changed));
        Assert.Equal(one.Month.Expected, other.Month.Expected);
        Assert.Equal(Math.Log(3), other.Month.CumulatedError(14) - one.Month.CumulatedError(14), 1e-12);
        Assert.Equal(one.Month.Expected, Of(values.Take(Eve)).Month.Expected);
    }

    [Fact]
    public void Forecast_OfScaledSeries_IsScaled()
    {
        var values = DailyInput.Values(Eve, 0.05);
        var (one, other) = (Of(values), Of(values.Select(value => 1000 * value)));
        Assert.Equal(1000, other.Month.ExpectedTotal / one.Month.ExpectedTotal, 0.01); // SSA is not centred: nearly
    }

    [Fact]
    public void Mean_OfNoisyDays_IsNotTheirMedian()
    {
        var forecast = Of(DailyInput.Values(Eve, 0.5));
        Assert.InRange(Math.Log(forecast.Month.Expected[0]) - forecast.Month.Path[0], 0.08, 0.17); // s²/2 is 0.125
    }

    [Fact]
    public void Gaps_AndZeros_GiveFiniteDays()
    {
        var forecast = Of(DailyInput.Values(Eve, 0.1).Select((value, day) => day % 50 == 7 ? double.NaN : day % 90 == 3 ? 0 : value));
        Assert.All(forecast.Month.Expected, value => Assert.InRange(value, 30, 500));
        Assert.NotNull(forecast.Band!.HalfWidth(1, 0.95));
    }

    [Fact]
    public void ShortOrEmptyHistory_IsRefusedByName()
    {
        var (series, design) = DailyInput.Series(DailyInput.Values(300, 0.1), Target.LastDay);
        Assert.Equal("expected 365 days before 2021-10, got 273", DailyForecast.Of(series, design, new(2021, 10), Cancel).Reason);
        (series, design) = DailyInput.Series(Enumerable.Range(0, 800).Select(day => day % 3 == 0 ? 1.0 : 0), Target.LastDay);
        Assert.Equal("nothing on half of the days before, or more", DailyForecast.Of(series, design, new(2023, 2), Cancel).Reason);
    }

    [Fact]
    public void DaysOutsideTheBand_AreSignedAndAtMostAHundred()
    {
        var values = DailyInput.Values(Eve + 31, 0.05);
        DaysOutsideBand? Shifted(double factor) => Of(values.Select((value, day) => day < Eve ? value : factor * value)).OutsideBand;
        Assert.Equal((100.0, 100.0, 31), Shifted(10) is { } up ? (up.DaysIndex, Math.Round(up.DepthIndex, 9), up.Days) : default);
        Assert.Equal((-100.0, -100.0), Shifted(0.1) is { } down ? (down.DaysIndex, Math.Round(down.DepthIndex, 9)) : default);
        Assert.InRange(Shifted(1)!.Value.DaysIndex, -40, 40);
    }

    [Fact]
    public void Band_CoversWhatItSays_AndWidensWithTheDays()
    {
        var random = new Random(3);
        (int Day, double Error)[] errors = [.. Enumerable.Range(0, 24 * 30).Select(i => (i % 30 + 1, Math.Sqrt(1 + 0.2 * (i % 30)) * random.Normal()))];
        var band = DailyBand.Of(errors)!;
        Assert.InRange(errors.Count(one => Math.Abs(one.Error) <= band.HalfWidth(one.Day, 0.6826)) / 720.0, 0.67, 0.70);
        Assert.InRange(band.HalfWidth(30, 0.5)!.Value / band.HalfWidth(1, 0.5)!.Value, 1.5, 3);
        Assert.Null(DailyBand.Of([]));
    }

    [Fact]
    public void Design_OfOtherDays_IsRefused()
    {
        var (series, design) = DailyInput.Series(DailyInput.Values(Eve, 0.1), Target.LastDay.AddDays(-1));
        Assert.Throws<ArgumentException>(() => DailyForecast.Of(series, design, Target, Cancel));
    }
}
