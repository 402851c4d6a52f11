using Tracker.Core.Daily;
using Tracker.Core.Forecasting;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Storage.Tests.Results;

public class MonthPartTests
{
    [Fact]
    public void APart_IsReadAsItWasWritten_ToTheLastBit()
    {
        var random = new Random(5);
        ForecastResult[] results =
        [
            new Refusal("no value before the forecast"),
            .. Enumerable.Range(0, 12).Select(i => Combination.Forecast(Series(random, 8 + 6 * i), 1, ForecastOptions.Default)),
        ];
        var outside = new Dictionary<Sector, DaysOutsideBand> { [new("Travel")] = new(100.0 / 31, -1.0 / 3, 31) };
        var part = new MonthPart(Metric.TotalSpend, results, outside);

        var read = MonthPart.Parse(part.Metric, part.ToJson());

        Assert.Equal(part.ToJson(), read.ToJson());
        Assert.Equal(outside, read.Outside);
        Assert.Equal("no value before the forecast", Assert.IsType<Refusal>(read.Forecasts[0]).Reason);
        foreach (var (written, found) in results.Zip(read.Forecasts).Skip(1).Select(pair => ((Forecast)pair.First, (Forecast)pair.Second)))
        {
            Assert.Equal(written.Path.Select(BitConverter.DoubleToInt64Bits), found.Path.Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(written.Backtests, found.Backtests);
            Assert.Equal(written.Members, found.Members);
            Assert.Equal(written.Treated, found.Treated);
            Assert.Equal((written.Model, written.AssumedErrors), (found.Model, found.AssumedErrors));
        }
    }

    private static double[] Series(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(i => i == 3 ? -0.0 : 5 + Math.Sin(i * Math.PI / 6) + 0.1 * random.NextDouble())];
}
