using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Panel;

public class CompletenessTests
{
    private const int Consumers = 1000;
    private static readonly Month Start = new(2023, 1);

    [Theory]
    [InlineData(0.81, false)]
    [InlineData(0.79, true)]
    [InlineData(2, false)]
    public void Level_BelowTheThreshold_IsProvisional(double level, bool expected) =>
        Assert.Equal(expected, Judge([.. Flat(6), Flat(6, level)]).Provisional);

    [Fact]
    public void Level_ThatIsLowEveryYear_IsNot()
    {
        MonthDays[] year = [.. Enumerable.Range(0, 15).Select(at => Flat(at, at == 3 ? 0.6 : 1))];
        Assert.False(Judge([.. year, Flat(15, 0.6)]).Provisional);
        Assert.True(Judge([.. year, Flat(15, 0.4)]).Provisional);
    }

    [Fact]
    public void HighSeason_DoesNotHideAGap()
    {
        MonthDays[] year = [.. Enumerable.Range(0, 15).Select(at => Flat(at, at == 3 ? 1.25 : 1))];
        Assert.False(Judge([.. year, Flat(15, 1)]).Provisional);
        Assert.Equal(
            "events a day of an active consumer: 67% of the same month a year before, expected 80% or more, and 84% of the median of 12 past months",
            Judge([.. year, Flat(15, 0.84)]).Reason);
    }

    [Fact]
    public void Recruitment_DoesNotHideAGap_AndDoesNotMakeOne()
    {
        var growing = Flat(9).Select((month, i) => Scaled(month, Math.Pow(1.1, i))).ToArray();
        Assert.False(Judge(growing).Provisional);
        Assert.True(Judge([.. growing[..8], Days(8, _ => (long)(600 * Math.Pow(1.1, 8)), (int)(Consumers * Math.Pow(1.1, 8)))]).Provisional);
        Assert.False(Judge([.. growing[..8], Scaled(Flat(8, 1), 0.5)]).Provisional);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void End_ThatIsMissing_IsProvisionalAlthoughTheLastDayIsThere(int daysThere, bool expected)
    {
        var june = Days(5, day => day > 30 - Completeness.TailDays && day <= 30 - daysThere ? 0 : 1000);
        Assert.True(june.Events[^1] > 0);
        Assert.Equal(expected, Judge([.. Flat(5), june]).Provisional);
    }

    [Fact]
    public void End_ThatIsEmptyEveryYear_IsNot()
    {
        MonthDays[] year = [.. Enumerable.Range(0, 12).Select(at => at == 0 ? Days(0, day => day > 25 ? 200 : 1000) : Flat(at, 1))];
        Assert.False(Judge([.. year, Days(12, day => day > 25 ? 200 : 1000)]).Provisional);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void DaysWithoutAnEvent_BeyondWhatOccurs_AreProvisional(int empty, bool expected) =>
        Assert.Equal(expected, Judge([.. Flat(6), Days(6, day => day is > 8 && day <= 8 + empty ? 0 : 1000)]).Provisional);

    [Fact]
    public void FewerThanThreePastMonths_AreNotJudged()
    {
        Assert.Equal(new(false, "not judged: expected 3 past months with events or more, got 2"), Judge([.. Flat(2), Flat(2, 0.01)]));
        Assert.True(Judge([.. Flat(3), Flat(3, 0.01)]).Provisional);
    }

    [Fact]
    public void Reason_SaysWhatWasExpectedAndWhatCame()
    {
        Assert.Equal("events a day of an active consumer: 50% of the median of 6 past months, expected 80% or more", Judge([.. Flat(8), Flat(8, 0.5)]).Reason);
        Assert.Equal("looks complete: 100% of the usual events a day of an active consumer", Judge([.. Flat(6), Flat(6, 1)]).Reason);
    }

    [Fact]
    public void LaterMonthsAndTheUnitOfCounts_ChangeNothing()
    {
        var months = Flat(6).Append(Flat(6, 0.7)).ToArray();
        var tenfold = months.Select(month => new MonthDays(month.Month, Consumers, [.. month.Events.Select(events => 10 * events)])).ToArray();
        Assert.Equal(Judge(months), Judge(tenfold));
    }

    private static Completeness Judge(MonthDays[] months) => Completeness.Of(months);

    private static MonthDays[] Flat(int months) => [.. Enumerable.Range(0, months).Select(at => Flat(at, 1))];

    private static MonthDays Flat(int at, double level) => Days(at, _ => (long)(1000 * level));

    private static MonthDays Scaled(MonthDays month, double factor) =>
        new(month.Month, (int)(month.ActiveConsumers * factor), [.. month.Events.Select(events => (long)(events * factor))]);

    private static MonthDays Days(int at, Func<int, long> events, int consumers = Consumers)
    {
        var month = Start + at;
        return new(month, consumers, [.. Enumerable.Range(1, month.Days).Select(events)]);
    }
}
