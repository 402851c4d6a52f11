using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Daily;

public class EarlySignalTests
{
    private static readonly DateOnly Day = new(2024, 10, 14);
    private static readonly int Days = new DateOnly(2024, 10, 31).DayNumber - DailyInput.Start.DayNumber + 1;

    /// <summary>Ten sectors, of which one has 40% more visits and all that follows from October on.</summary>
    private static SectorDaySums[] Sectors(double factor = 1.4, int moved = 3, double all = 1)
    {
        var october = new DateOnly(2024, 10, 1).DayNumber - DailyInput.Start.DayNumber;
        return
        [
            .. Enumerable.Range(0, 10).Select(sector =>
            {
                var random = new Random(100 + sector);
                var visits = DailyInput.Values(Days, 0.08, sector).Select((value, day) => day < october ? value : value * all * (sector == moved ? factor : 1)).ToArray();
                var purchases = visits.Select(value => value * 0.4 * Math.Exp(0.03 * random.Normal())).ToArray();
                var spend = purchases.Select(value => value * 30 * Math.Exp(0.03 * random.Normal())).ToArray();
                return new SectorDaySums(new($"sector {sector}"), new(DailyInput.Start, spend), new(DailyInput.Start, purchases), new(DailyInput.Start, visits));
            }),
        ];
    }

    [Fact]
    public void ASectorThatMoves_ComesFirst_AndItsRatiosDoNot()
    {
        var (movers, absent) = EarlySignal.Score(Sectors(), DayCalendar.Empty, Day, TestContext.Current.CancellationToken);
        Assert.Equal(["sector 3"], movers.Take(3).Select(mover => mover.Sector.Name).Distinct());
        Assert.Equal([Metric.Purchases, Metric.TotalSpend, Metric.Visits], movers.Take(3).Select(mover => mover.Metric).OrderBy(metric => metric.Name == "visits").ThenBy(metric => metric.Name));
        Assert.All(movers.Take(3), mover => Assert.True(mover.Significant && mover.Z > 4 && mover.Q <= 0.1 && mover.WatchP < 0.05));
        Assert.All(movers.Skip(3), mover => Assert.False(mover.Significant));
        Assert.Equal(50, movers.Count);
        Assert.Equal(Enumerable.Range(1, 50), movers.Select(mover => mover.Rank));
        Assert.Equal(4 * 10, absent.Count(one => one.Reason == "does not add over days"));
    }

    [Fact]
    public void Projection_FollowsTheDaysThatCame_AndItsBandNarrows()
    {
        var early = EarlySignal.Score(Sectors(), DayCalendar.Empty, new(2024, 10, 7), TestContext.Current.CancellationToken).Movers[0];
        var late = EarlySignal.Score(Sectors(), DayCalendar.Empty, new(2024, 10, 28), TestContext.Current.CancellationToken).Movers.Single(mover => (mover.Sector, mover.Metric) == (early.Sector, early.Metric));
        Assert.True(early.Projected > early.MonthForecast * 1.1);
        Assert.InRange(early.PercentChange, 25, 55);
        Assert.True(early.Band80!.Value.Contains(early.Projected) && early.Band95!.Value.Hi > early.Band80.Value.Hi);
        Assert.True(late.WidthPercent < early.WidthPercent);
    }

    [Fact]
    public void WhatAllSectorsShare_IsNoMove()
    {
        var movers = EarlySignal.Score(Sectors(factor: 1, all: 1.3), DayCalendar.Empty, Day, TestContext.Current.CancellationToken).Movers;
        Assert.DoesNotContain(movers, mover => mover.Significant);
        Assert.All(movers.Where(mover => mover.Metric == Metric.Visits), mover => Assert.InRange(mover.PercentChange, 15, 45));
    }

    [Fact]
    public void LaterDays_ChangeNothing()
    {
        var cut = Sectors().Select(sector => new SectorDaySums(sector.Sector, sector.Spend.Through(Day), sector.Purchases.Through(Day), sector.Visits.Through(Day))).ToArray();
        Assert.Equal(
            EarlySignal.Score(cut, DayCalendar.Empty, Day, TestContext.Current.CancellationToken).Movers,
            EarlySignal.Score(Sectors(), DayCalendar.Empty, Day, TestContext.Current.CancellationToken).Movers);
    }

    [Fact]
    public void VisitsThatArePurchases_AreAbsent_AndConversionWithThem()
    {
        var sectors = Sectors().Select(sector => sector with { Visits = sector.Purchases }).ToArray();
        var (movers, absent) = EarlySignal.Score(sectors, DayCalendar.Empty, Day, TestContext.Current.CancellationToken);
        Assert.Equal(30, movers.Count);
        Assert.Equal(20, absent.Count(one => one.Reason == "equal to purchases by construction"));
    }
}
