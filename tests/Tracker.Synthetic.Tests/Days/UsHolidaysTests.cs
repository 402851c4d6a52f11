using Tracker.Synthetic.Days;

namespace Tracker.Synthetic.Tests.Days;

public class UsHolidaysTests
{
    [Theory]
    [InlineData(2018, "2018-04-01")]
    [InlineData(2019, "2019-04-21")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2038, "2038-04-25")] // the latest day that is possible
    [InlineData(2285, "2285-03-22")] // the earliest
    public void Easter_IsOnTheDayOfTheChurchTables(int year, string day) => Assert.Equal(DateOnly.Parse(day), UsHolidays.Easter(year));

    [Theory]
    [InlineData("Thanksgiving", "2024-11-28")]
    [InlineData("Thanksgiving", "2025-11-27")]
    [InlineData("Black Friday", "2024-11-29")]
    [InlineData("Cyber Monday", "2024-12-02")]
    [InlineData("Mother's Day", "2025-05-11")]
    [InlineData("Memorial Day", "2025-05-26")]
    [InlineData("Memorial Day", "2021-05-31")]
    [InlineData("Labor Day", "2025-09-01")]
    [InlineData("Martin Luther King Day", "2025-01-20")]
    public void OfYear_HasTheMovableDays(string name, string day) =>
        Assert.Contains(UsHolidays.OfYear(DateOnly.Parse(day).Year), holiday => holiday == new Holiday(name, DateOnly.Parse(day)));
}
