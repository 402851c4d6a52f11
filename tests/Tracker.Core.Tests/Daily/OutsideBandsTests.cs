using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Daily;

public class OutsideBandsTests
{
    private static readonly Month October = new(2024, 10);
    private static readonly int Days = October.LastDay.DayNumber - DailyInput.Start.DayNumber + 1;

    private static readonly DailyHistory Daily = new(
        [
            .. Enumerable.Range(0, 3).Select(sector =>
            {
                var visits = DailyInput.Values(Days, 0.08, sector).Select((value, day) => day < Days - 31 || sector > 0 ? value : value * 1.4).ToArray();
                return new SectorDaySums(
                    new($"sector {sector}"), new(DailyInput.Start, visits.Select(value => 12 * value)),
                    new(DailyInput.Start, visits.Select((value, day) => value * (sector == 2 ? 1 : 0.4))), new(DailyInput.Start, visits));
            }),
        ],
        DayCalendar.Empty);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void They_are_those_of_the_early_signal_on_the_last_day()
    {
        var outside = OutsideBands.Of(Daily, October, Cancel);
        var (early, _) = EarlySignal.Score(Daily.Sectors, Daily.Calendar, October.LastDay, Cancel);
        Assert.Equal(
            early.Where(mover => mover.OutsideBand is not null).ToDictionary(mover => (mover.Sector, mover.Metric), mover => mover.OutsideBand!.Value), outside);
        Assert.Equal(8, outside.Count); // the visits of sector 2 are its purchases
        Assert.All(outside.Values, one => Assert.Equal(31, one.Days));
    }

    [Fact]
    public void A_sector_that_rose_has_days_above_the_band()
    {
        var outside = OutsideBands.Of(Daily, October, Cancel);
        var (rose, stayed) = (outside[(new("sector 0"), Metric.Visits)], outside[(new("sector 1"), Metric.Visits)]);
        Assert.InRange(rose.DaysIndex, 80, 100);
        Assert.True(rose.DepthIndex > 40 && Math.Abs(stayed.DaysIndex) < 50 && Math.Abs(stayed.DepthIndex) < 25, $"{rose} {stayed}");
    }

    [Fact]
    public void Without_days_or_before_them_there_are_none()
    {
        Assert.Empty(OutsideBands.Of(null, October, Cancel));
        Assert.Empty(OutsideBands.Of(Daily, Month.Of(DailyInput.Start) - 1, Cancel));
        Assert.Empty(OutsideBands.Of(Daily, Month.Of(DailyInput.Start) + 11, Cancel));
    }
}
