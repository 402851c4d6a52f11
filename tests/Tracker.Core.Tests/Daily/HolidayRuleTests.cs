using System.Globalization;
using Tracker.Core.Daily;

namespace Tracker.Core.Tests.Daily;

public class HolidayRuleTests
{
    [Theory]
    [InlineData("easter", 2018, "2018-04-01")]
    [InlineData("easter", 2019, "2019-04-21")]
    [InlineData("easter", 2024, "2024-03-31")]
    [InlineData("easter", 2025, "2025-04-20")]
    [InlineData("easter", 2038, "2038-04-25")] // the latest day that there is
    [InlineData("easter", 1818, "1818-03-22")] // the earliest
    [InlineData("12-25", 2024, "2024-12-25")]
    [InlineData("fourth thursday 11", 2024, "2024-11-28")]
    [InlineData("fourth thursday 11", 2018, "2018-11-22")]
    [InlineData("last monday 05", 2021, "2021-05-31")]
    [InlineData("first monday 09", 2025, "2025-09-01")]
    public void In_IsTheDayOfTheYear(string rule, int year, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), HolidayRule.Parse(rule).In(year));

    [Theory]
    [InlineData("")]
    [InlineData("13-01")]
    [InlineData("fifth monday 05")]
    [InlineData("first funday 05")]
    [InlineData("first monday 0")]
    public void Parse_OfAnythingElse_Fails(string rule) => Assert.Throws<FormatException>(() => HolidayRule.Parse(rule));

    [Fact]
    public void Table_ReadsRampsAndLevels()
    {
        var effects = HolidayTable.Parse("name,rule,first,last,shape\nRamp,12-22,-3,0,ramp\nDay,12-25,0,1,level\n");
        Assert.Equal([0.25, 0.5, 0.75, 1], effects[0].In(2024).Select(one => one.Share));
        Assert.Equal([new(2024, 12, 25), new(2024, 12, 26)], effects[1].In(2024).Select(one => one.Day));
        Assert.Throws<FormatException>(() => HolidayTable.Parse("name,rule,first,last,shape\nDay,12-25,1,0,level\n"));
    }

    [Fact]
    public void Calendar_NamesGroupDates_AndAYearlyHolidayIsNotTakenTwice()
    {
        var calendar = new DayCalendar(
            HolidayTable.Parse("name,rule,first,last,shape\nChristmas Day,12-25,0,0,level\n"),
            [new("Fair", new(2024, 3, 1), new(2024, 3, 2)), new("Fair", new(2023, 3, 3), new(2023, 3, 3)), new("christmas day", new(2024, 12, 25), new(2024, 12, 25))],
            [new("Lost", new(2024, 5, 1), new(2024, 5, 2))]);
        Assert.Equal(["Christmas Day", "Fair"], calendar.Names);
        Assert.Equal(
            [(0, new DateOnly(2024, 12, 25)), (1, new(2024, 3, 1)), (1, new(2024, 3, 2))],
            calendar.Between(new(2024, 1, 1), new(2024, 12, 31)).Select(one => (one.Effect, one.Day)).Order());
        Assert.True(calendar.IsOutage(new(2024, 5, 2)));
        Assert.False(calendar.IsOutage(new(2024, 5, 3)));
    }
}
