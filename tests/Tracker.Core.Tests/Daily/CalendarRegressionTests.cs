using Tracker.Core.Daily;

namespace Tracker.Core.Tests.Daily;

public class CalendarRegressionTests
{
    private const int Days = 1461;
    private static readonly DateOnly Last = DailyInput.Start.AddDays(Days - 1);

    [Fact]
    public void Cholesky_SolvesWhatItIsGiven()
    {
        double[] matrix = [4, 0, 0, 2, 5, 0, 1, 3, 6], solution = [1.0 * 4 + 2 * -2 + 3, 2 - 10 + 9, 1 - 6 + 18];
        Cholesky.Solve(matrix, solution);
        Assert.Equal([1, -2, 3], solution.Select(x => Math.Round(x, 12)));
        Assert.Throws<ArithmeticException>(() => Cholesky.Solve([1, 0, 2, 1], [0, 0]));
    }

    [Fact]
    public void Fit_FindsWeekAndYear_AndWhatItTakesOutLeavesTheTrend()
    {
        var (_, design) = DailyInput.Series(DailyInput.Values(Days, 0), Last);
        var fit = new CalendarRegression(design, [.. DailyInput.Values(Days, 0).Select(value => Math.Log(value))]).At(Days);
        foreach (var day in Enumerable.Range(300, 700))
            Assert.Equal(DailyInput.Log(DailyInput.Start.AddDays(day)), fit.Trend(day) + fit.Season(day), 0.01);
        var saturday = Enumerable.Range(700, 7).Single(day => DailyInput.Start.AddDays(day).DayOfWeek == DayOfWeek.Saturday);
        Assert.Equal(0.7, fit.Days(saturday) - fit.Days(saturday + 1), 0.02);
    }

    [Fact]
    public void Fit_OfOneOriginAfterAnother_IsTheFitOfTheOrigin()
    {
        double[] logs = [.. DailyInput.Values(Days, 0.05).Select(value => Math.Log(value))];
        var (_, design) = DailyInput.Series(DailyInput.Values(Days, 0.05), Last);
        var rolling = new CalendarRegression(design, logs);
        rolling.At(900);
        var step = rolling.At(1000);
        double[] changed = [.. logs.Select((log, day) => day < 1000 ? log : log + 1)];
        var other = new CalendarRegression(design, changed);
        other.At(900);
        Assert.Equal(other.At(1000).Season(1200), step.Season(1200), 1e-12); // days from the origin on change nothing
        Assert.Equal(1000, step.Replaced.Count);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void Outage_OfAtMostAFortnight_IsReplaced(int length, bool replaced)
    {
        double[] logs = [.. DailyInput.Values(Days, 0.03).Select((value, day) => Math.Log(value) - (day >= 800 && day < 800 + length ? 2 : 0))];
        var (_, design) = DailyInput.Series(DailyInput.Values(Days, 0.03), Last);
        var fit = new CalendarRegression(design, logs).At(Days);
        Assert.Equal(replaced ? length : 0, fit.Replaced.Count(one => one));
    }

    [Fact]
    public void Outage_ThatReachesTheOrigin_MayBeANewLevel()
    {
        double[] logs = [.. DailyInput.Values(Days, 0.03).Select((value, day) => Math.Log(value) - (day >= 995 ? 2 : 0))];
        var (_, design) = DailyInput.Series(DailyInput.Values(Days, 0.03), Last);
        var fit = new CalendarRegression(design, logs).At(1000);
        Assert.DoesNotContain(true, fit.Replaced);
    }

    [Fact]
    public void KnownOutage_IsNotRead()
    {
        var calendar = new DayCalendar([], [], [new("lost", DailyInput.Start.AddDays(500), DailyInput.Start.AddDays(529))]);
        var (_, design) = DailyInput.Series(DailyInput.Values(Days, 0.03), Last, calendar);
        double[] logs = [.. DailyInput.Values(Days, 0.03).Select(value => Math.Log(value))];
        double[] lost = [.. logs.Select((log, day) => day is >= 500 and < 530 ? -3 : log)];
        Assert.Equal(new CalendarRegression(design, logs).At(Days).Season(700), new CalendarRegression(design, lost).At(Days).Season(700), 1e-12);
    }
}
