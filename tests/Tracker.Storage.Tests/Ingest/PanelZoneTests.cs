using Tracker.Core.Panel;
using Tracker.Storage.Ingest;

namespace Tracker.Storage.Tests.Ingest;

public class PanelZoneTests
{
    [Theory]
    [InlineData("UTC", "2024-03-31T23:30:00Z", "2024-03-31")]
    [InlineData("Europe/London", "2024-03-31T22:59:59Z", "2024-03-31")] // summer time since 01:00
    [InlineData("Europe/London", "2024-03-31T23:00:00Z", "2024-04-01")]
    [InlineData("Europe/London", "2024-10-31T23:59:59Z", "2024-10-31")]
    [InlineData("Australia/Sydney", "2018-06-30T13:59:59Z", "2018-06-30")]
    [InlineData("Australia/Sydney", "2018-06-30T14:00:00Z", "2018-07-01")]
    [InlineData("America/Los_Angeles", "2016-09-03T06:59:59Z", "2016-09-02")]
    [InlineData("Asia/Kathmandu", "2024-01-31T18:15:00Z", "2024-02-01")]
    [InlineData("America/Los_Angeles", "1970-01-01T00:00:00Z", "1969-12-31")]
    [InlineData("Pacific/Kiritimati", "2099-12-31T23:00:00Z", "2100-01-01")]
    public void AnInstant_IsOnTheDayOfItsZone(string zone, string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day), Zone(zone).DayOf(Utc(instant)));

    [Theory]
    [InlineData("Europe/London", "2024-03-31T00:59:59", "2024-03-31T00:59:59Z")]
    [InlineData("Europe/London", "2024-03-31T01:30:00", "2024-03-31T01:30:00Z")] // never comes: 01:30 is 02:30 of summer time
    [InlineData("Europe/London", "2024-03-31T02:00:00", "2024-03-31T01:00:00Z")]
    [InlineData("Europe/London", "2024-10-27T01:30:00", "2024-10-27T00:30:00Z")] // comes twice: the first
    [InlineData("Europe/London", "2024-10-27T02:00:00", "2024-10-27T02:00:00Z")]
    [InlineData("America/New_York", "2017-12-31", "2017-12-31T05:00:00Z")]
    [InlineData("America/New_York", "2017-07-04T12:00:00", "2017-07-04T16:00:00Z")]
    [InlineData("America/New_York", "2017-07-04T12:00:00+02:00", "2017-07-04T10:00:00Z")] // an offset is an offset in any zone
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")] // the day begins at 01:00
    [InlineData("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z")] // a day that never was
    public void ALocalTime_IsTheInstantOfItsZone(string zone, string local, string instant)
    {
        Assert.True(Instant.TryParse(System.Text.Encoding.UTF8.GetBytes(local), Zone(zone), out var came));
        Assert.Equal(Utc(instant), came);
    }

    /// <summary>St John's set its clocks back at 00:01, over midnight; Lord Howe by half an hour; Apia left out a day.</summary>
    [Theory]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Pacific/Apia")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Europe/London")]
    public void Days_AreContiguous_AndMonthsBeginWithTheirFirstDay(string name)
    {
        var zone = Zone(name);
        var before = zone.DayOf(Utc("1999-12-31T00:00:00Z"));
        for (var instant = Utc("1999-12-31T00:10:00Z"); instant < Utc("2012-01-02T00:00:00Z"); instant += 600 * Instant.Second)
        {
            var day = zone.DayOf(instant);
            Assert.True(day >= before, $"{Instant.UtcOf(instant):O}: {day} after {before}");
            before = day;
        }

        for (var month = new Month(2000, 1); month < new Month(2030, 1); month += 1)
        {
            Assert.Equal(month, Month.Of(zone.DayOf(zone.StartOf(month))));
            Assert.Equal(month - 1, Month.Of(zone.DayOf(zone.StartOf(month) - 1)));
        }
    }

    [Theory]
    [InlineData("Europe/Londn")]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("/usr/share/zoneinfo/Europe/London")]
    public void WhatIsNoZone_IsNotFound(string name) => Assert.Null(PanelZone.Find(name));

    private static PanelZone Zone(string name) => PanelZone.Find(name)!;

    private static long Utc(string text) => Instant.Of(DateTimeOffset.Parse(text).UtcDateTime);
}
