using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Daily;

public class CalendarWeightsTests
{
    private static readonly Sector Coffee = new("Coffee");
    private static readonly Month First = new(2021, 1), Last = new(2024, 12);

    private static readonly SectorDaySums Days = Of(DailyInput.Values(1461, 0.05));

    /// <summary>Purchases are 40% of the visits.</summary>
    private static SectorDaySums Of(double[] visits)
    {
        double[] purchases = [.. visits.Select(value => 0.4 * value)];
        return new(Coffee, new(DailyInput.Start, purchases.Select(value => 30 * value)), new(DailyInput.Start, purchases), new(DailyInput.Start, visits));
    }

    private static CalendarWeights Weights(SectorDaySums days, Month first, Month last) => CalendarWeights.Of(new([days], DayCalendar.Empty), first, last);

    [Fact]
    public void Additive_metrics_have_those_of_their_days()
    {
        var weights = Weights(Days, First, Last);
        var design = CalendarDesign.Of(DayCalendar.Empty, DailyInput.Start, Last.LastDay);
        Assert.Equal(MonthCalendar.LogWeights(Days.Visits, design, First, 48), weights.Of(Coffee, Metric.Visits, 0.3));
        Assert.Equal(MonthCalendar.LogWeights(Days.Purchases, design, First, 48), weights.Of(Coffee, Metric.Purchases, 0.3));
        Assert.Equal(weights.Of(Coffee, Metric.TotalSpend, 0.3), weights.Of(Coffee, Metric.SpendPerConsumer, 0.3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void Buyers_follow_purchases_as_far_as_new_ones_are_left(double penetration)
    {
        var weights = Weights(Days, First, Last);
        var (fewer, more) = (Buying(-0.01), Buying(0.01)); // of 1 − exp(−λ), by purchases in logs
        var purchases = weights.Of(Coffee, Metric.Purchases, penetration)!;
        var scale = purchases[0] / 0.02;
        Assert.Equal(scale * Math.Log(more / fewer), weights.Of(Coffee, Metric.Buyers, penetration)![0], 1e-3);
        Assert.Equal(scale * Math.Log(more / (1 - more) / (fewer / (1 - fewer))), weights.Of(Coffee, Metric.Penetration, penetration)![0], 1e-3);

        double Buying(double log) => 1 - Math.Exp(Math.Log(1 - Math.Max(penetration, 1e-6)) * Math.Exp(log));
    }

    [Fact]
    public void Where_all_buy_the_weights_are_finite()
    {
        foreach (var metric in Metric.All)
            Assert.All(Weights(Days, First, Last).Of(Coffee, metric, 1) ?? [], weight => Assert.True(double.IsFinite(weight)));
    }

    [Fact]
    public void Ratios_of_sums_over_days_have_none()
    {
        var weights = Weights(Days, First, Last);
        Assert.All(new[] { Metric.AverageTicket, Metric.SpendPerBuyer, Metric.Conversion }, metric => Assert.Null(weights.Of(Coffee, metric, 0.3)));
        Assert.Null(weights.Of(new("Travel"), Metric.Visits, 0.3));
    }

    [Fact]
    public void The_month_and_all_after_it_are_not_read()
    {
        var month = new Month(2023, 9);
        var start = Days.Visits.IndexOf(month.FirstDay);
        double[] changed = [.. Days.Visits.Values.ToArray().Select((value, day) => day < start ? value : value * (1 + day % 7))];
        foreach (var metric in Metric.All)
            Assert.Equal(Weights(Days, First, month).Of(Coffee, metric, 0.3), Weights(Of(changed), First, month).Of(Coffee, metric, 0.3));
    }

    [Fact]
    public void Months_before_the_first_day_have_weights_too()
    {
        var weights = Weights(Days, First - 1, Last).Of(Coffee, Metric.Visits, 0.3)!;
        Assert.Equal(49, weights.Count);
        Assert.All(weights, weight => Assert.InRange(weight, Math.Log(26), Math.Log(33)));
    }

    [Theory]
    [InlineData(12, false)]
    [InlineData(13, true)]
    public void Under_a_year_of_days_there_are_none(int months, bool any) =>
        Assert.Equal(any, Weights(Days, First, First + (months - 1)).Of(Coffee, Metric.Visits, 0.3) is not null);

    [Fact]
    public void Without_days_there_are_none()
    {
        Assert.Null(CalendarWeights.Of(null, First, Last).Of(Coffee, Metric.Visits, 0.3));
        Assert.Null(CalendarWeights.Of(new([], DayCalendar.Empty), First, Last).Of(Coffee, Metric.Visits, 0.3));
    }
}
