using Tracker.Core.Daily;
using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Movers;

public class CalendarAdjustmentTests
{
    private static readonly Metric[] Adjusted =
        [Metric.TotalSpend, Metric.Purchases, Metric.Visits, Metric.Buyers, Metric.SpendPerConsumer, Metric.Penetration];

    private static readonly PanelHistory Weekly = Panel();
    private static readonly PanelHistory MonthsOnly = Weekly with { Daily = null };

    /// <summary>Twelve sectors whose weekends are worth three other days in purchases, from 2021 to 2024.</summary>
    private static PanelHistory Panel(double lastMonth = 1)
    {
        var (start, last) = (new Month(2021, 1), new Month(2024, 12));
        Sector[] names = [.. Enumerable.Range(0, 12).Select(i => new Sector($"sector {i:00}"))];
        var days = names.Select((sector, i) =>
        {
            var random = new Random(i);
            var visits = new double[last.LastDay.DayNumber - start.FirstDay.DayNumber + 1];
            var purchases = new double[visits.Length];
            for (var at = 0; at < visits.Length; at++)
            {
                var day = start.FirstDay.AddDays(at);
                var share = (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.6 : 0.2) * (Month.Of(day) == last ? lastMonth : 1);
                visits[at] = Math.Round((500 + 100 * i) * Math.Exp(0.02 * random.Normal()));
                purchases[at] = Math.Round(visits[at] * share * Math.Exp(0.02 * random.Normal()));
            }

            return new SectorDaySums(sector, new(start.FirstDay, purchases.Select(value => 20 * value)), new(start.FirstDay, purchases), new(start.FirstDay, visits));
        }).ToArray();
        var months = Enumerable.Range(0, last - start + 1).Select(at => new PanelMonth(
            start + at, 10_000, [.. days.Select((sector, i) => Sums(sector, start + at, new(1_000 * i + at)))]));
        return new(names, [.. months]) { Daily = new(days, DayCalendar.Empty) };
    }

    private static Measures Sums(SectorDaySums sector, Month month, Random random)
    {
        double Sum(DaySeries series) => series.Values.Slice(series.IndexOf(month.FirstDay), month.Days).ToArray().Sum();
        var purchases = Sum(sector.Purchases);
        return new((long)(100 * Sum(sector.Spend) * Math.Exp(0.002 * random.Normal())), 0, (long)purchases, (long)Sum(sector.Visits), (long)(purchases / 3));
    }

    [Fact]
    public void Metrics_that_follow_the_days_are_adjusted_and_say_so()
    {
        Assert.All(Score(Weekly).Movers, mover => Assert.Equal(Adjusted.Contains(mover.Metric), mover.CalendarAdjusted));
        Assert.All(Score(MonthsOnly).Movers, mover => Assert.False(mover.CalendarAdjusted));
    }

    [Fact]
    public void Forecasts_of_what_the_weekends_move_are_surer_and_in_the_unit_of_the_metric()
    {
        var plain = Score(MonthsOnly).Movers.ToDictionary(mover => (mover.Sector, mover.Metric));
        foreach (var mover in Score(Weekly).Movers.Where(mover => mover.Metric == Metric.TotalSpend || mover.Metric == Metric.Purchases))
        {
            Assert.True(Width(mover) < 0.6 * Width(plain[(mover.Sector, mover.Metric)]), $"{mover.Sector} {mover.Metric}: {mover.Band80}");
            Assert.InRange(mover.PercentChange!.Value, -3, 3);
            Assert.True(mover.Band95.Contains(mover.Forecast) && mover.Impact == mover.Actual - mover.Forecast);
            Assert.Equal(plain[(mover.Sector, mover.Metric)].Actual, mover.Actual);
        }

        static double Width(Mover mover) => mover.Band80.Hi - mover.Band80.Lo;
    }

    [Fact]
    public void The_days_of_the_month_and_later_change_no_forecast()
    {
        var before = Score(Weekly).Movers.ToDictionary(mover => (mover.Sector, mover.Metric));
        Assert.All(Score(Weekly with { Daily = Panel(lastMonth: 1.4).Daily }).Movers, mover =>
            Assert.Equal((before[(mover.Sector, mover.Metric)].Forecast, before[(mover.Sector, mover.Metric)].Cii), (mover.Forecast, mover.Cii)));
        var month = Weekly.Last - 6;
        var cut = new PanelHistory(Weekly.Sectors, [.. Weekly.Months.TakeWhile(one => one.Month <= month)])
        {
            Daily = new([.. Weekly.Daily!.Sectors.Select(sector => new SectorDaySums(
                sector.Sector, sector.Spend.Through(month.LastDay), sector.Purchases.Through(month.LastDay), sector.Visits.Through(month.LastDay)))], DayCalendar.Empty),
        };
        Assert.Equal(Numbers(Score(cut, month)), Numbers(Score(Weekly, month)));
    }

    [Fact]
    public void The_order_of_the_sectors_of_the_days_changes_nothing() =>
        Assert.Equal(Numbers(Score(Weekly)), Numbers(Score(Weekly with { Daily = Weekly.Daily! with { Sectors = [.. Weekly.Daily.Sectors.Reverse()] } })));

    [Fact]
    public void With_too_few_days_the_months_are_forecast_as_they_are()
    {
        var month = Weekly.First + 13;
        var late = Weekly with
        {
            Daily = new([.. Weekly.Daily!.Sectors.Select(sector => new SectorDaySums(sector.Sector, Late(sector.Spend), Late(sector.Purchases), Late(sector.Visits)))], DayCalendar.Empty),
        };
        Assert.Equal(Numbers(Score(MonthsOnly, month)), Numbers(Score(late, month)));

        static DaySeries Late(DaySeries days) => new(days.Start.AddDays(90), days.Values[90..].ToArray());
    }

    [Fact]
    public void What_the_calendar_does_to_all_sectors_is_not_their_common_part()
    {
        double Scale(MonthScore score) => score.CommonShocks.Single(shock => shock.Metric == Metric.Purchases) is { Cii: { } cii } shock ? shock.Shift / cii : 0;
        Assert.True(Scale(Score(Weekly)) < 0.5 * Scale(Score(MonthsOnly)));
    }

    private static MonthScore Score(PanelHistory history, Month? month = null) =>
        MoverRanking.Score(history, month ?? history.Last, null, TestContext.Current.CancellationToken);

    private static IEnumerable<(Sector, Metric, double, double, double, bool)> Numbers(MonthScore score) =>
        score.Movers.Select(mover => (mover.Sector, mover.Metric, mover.Cii, mover.Forecast, mover.Sigma, mover.CalendarAdjusted));
}
