using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Daily;

public class MonthCalendarTests
{
    private static readonly Month First = new(2021, 1);

    [Fact]
    public void AdjustedSums_AreSmootherThanTheSums()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 1461).Select(day => Math.Exp(
            DailyInput.Start.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1.5 : 0.5 + 0.02 * random.Normal()))];
        var (series, design) = DailyInput.Series(values, new(2024, 12, 31));
        var weights = MonthCalendar.LogWeights(series, design, First, 48)!;
        double[] sums = [.. Enumerable.Range(0, 48).Select(i => Math.Log(values.Skip(series.IndexOf((First + i).FirstDay)).Take((First + i).Days).Sum()))];
        double Spread(IEnumerable<double> logs) => logs.Skip(13).Max() - logs.Skip(13).Min();
        Assert.True(Spread(sums) > 0.1);
        Assert.True(Spread(sums.Select((log, i) => log - weights[i])) < 0.01);
    }

    [Fact]
    public void AMonth_IsWeighedByThePastAlone()
    {
        var values = DailyInput.Values(1461, 0.05);
        double[] changed = [.. values.Select((value, day) => day < 1000 ? value : value * (day % 7 == 0 ? 3 : 1))];
        var (series, design) = DailyInput.Series(values, new(2024, 12, 31));
        var (other, _) = DailyInput.Series(changed, new(2024, 12, 31));
        var months = new Month(2023, 9) - First + 1; // to the last month that begins before day 1,000
        Assert.Equal(MonthCalendar.LogWeights(series, design, First, months), MonthCalendar.LogWeights(other, design, First, months));
    }

    [Fact]
    public void UnderAYear_ThereIsNone()
    {
        var (series, design) = DailyInput.Series(DailyInput.Values(365, 0.05), new(2021, 12, 31));
        Assert.Null(MonthCalendar.LogWeights(series, design, First, 12));
    }
}
