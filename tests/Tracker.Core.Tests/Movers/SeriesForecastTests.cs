using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Movers;

public class SeriesForecastTests
{
    private static readonly PanelHistory Panel = Generate.Panel(3, 30, sectors: 9);

    [Fact]
    public void The_first_step_is_what_the_next_month_is_scored_against()
    {
        var last = Panel.Last;
        var weighting = Weighting.OfMonth(Panel.Months[^1]);
        var before = MetricSeries.Of(Panel, weighting, last - 1).Series.ToDictionary(series => (series.Sector, series.Metric));
        foreach (var mover in MoverRanking.Score(Panel, last, new() { Weighting = weighting }, TestContext.Current.CancellationToken).Movers.Where(mover => mover.Scale == Scale.Log))
        {
            var step = SeriesForecast.After(before[(mover.Sector, mover.Metric)], 1).Steps[0];
            Assert.Equal((last, mover.Forecast, mover.Lo80, mover.Hi95), (step.Month, step.Mean, step.Band80.Lo, step.Band95.Hi));
        }
    }

    [Fact]
    public void Steps_follow_the_last_month_and_their_bands_hold_each_other()
    {
        var forecast = SeriesForecast.After(MetricSeries.Of(Panel, Weighting.OfMonth(Panel.Months[^1]), Panel.Last).Series[0], 6);
        Assert.Equal(Enumerable.Range(1, 6).Select(step => Panel.Last + step), forecast.Steps.Select(step => step.Month));
        Assert.All(forecast.Steps, step => Assert.True(step.Band95.Lo <= step.Band80.Lo && step.Band80.Contains(step.Mean) && step.Band80.Hi <= step.Band95.Hi));
        Assert.Null(forecast.Refused);
    }

    [Fact]
    public void A_horizon_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SeriesForecast.After(MetricSeries.Of(Panel, new(100), Panel.Last).Series[0], 0));
}
