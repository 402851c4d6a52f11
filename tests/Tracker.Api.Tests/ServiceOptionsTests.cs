using System.Net;
using Tracker.Api.Schedule;
using Tracker.Api.Work;

namespace Tracker.Api.Tests;

public class ServiceOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:0", true)]
    [InlineData("http://[::1]:80;http://127.0.0.1", true)]
    [InlineData("http://127.0.0.1:1; http://0.0.0.0:2", false)]
    [InlineData("http://*:8080", false)]
    [InlineData("http://+:8080", false)]
    [InlineData("http://tracker.example", false)]
    public void Urls_AreOfTheMachineItselfOrNot(string urls, bool loopback) => Assert.Equal(loopback, ServiceOptions.From(urls, _ => null).OnlyLoopback);

    [Theory]
    [InlineData("")]
    [InlineData("https://127.0.0.1:1")]
    [InlineData("127.0.0.1:80")]
    [InlineData("http://127.0.0.1:80/path")]
    [InlineData("ftp://x")]
    public void Urls_OfAnotherKind_AreRefused(string urls) =>
        Assert.StartsWith("--urls ", Assert.Throws<FormatException>(() => ServiceOptions.From(urls, _ => null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(ServiceOptions.RequestsVariable, "0")]
    [InlineData(ServiceOptions.RequestsVariable, "many")]
    [InlineData(ServiceOptions.ProxiesVariable, "proxy")]
    [InlineData(ServiceOptions.ProxiesVariable, "10.0.0.0/40")]
    [InlineData(ServiceOptions.LogVariable, "xml")]
    [InlineData(WorkSettings.LeaseVariable, "0")]
    [InlineData(WorkSettings.LeaseVariable, "3601")]
    [InlineData(WorkSettings.LeaseVariable, "1.5")]
    [InlineData(ScheduleOptions.MonthVariable, "0 0 6 1 * ?")]
    [InlineData(ScheduleOptions.MonthVariable, "61 6 1 * *")]
    [InlineData(ScheduleOptions.MonthToDateVariable, "nightly")]
    [InlineData(ScheduleOptions.TimeZoneVariable, "Mars")]
    public void AValueThatIsNotExpected_IsRefusedByItsName(string key, string value) =>
        Assert.StartsWith($"{key} {value}: expected ", Refused(key, value).Message, StringComparison.Ordinal);

    [Fact]
    public void Values_AreRead()
    {
        var options = ServiceOptions.From(ServiceOptions.UsualUrl, key => key switch
        {
            ServiceOptions.RequestsVariable => "60",
            ServiceOptions.ProxiesVariable => "10.0.0.5, fd00::/8",
            ServiceOptions.LogVariable => "json",
            WorkSettings.LeaseVariable => "3600",
            ScheduleOptions.MonthVariable => "off",
            ScheduleOptions.MonthToDateVariable => "15 3 * * 1-5",
            ScheduleOptions.TimeZoneVariable => "Europe/Berlin",
            _ => null,
        });
        Assert.Equal((60, true), (options.RequestsPerMinute, options.JsonLogs));
        Assert.Equal(TimeSpan.FromHours(1), options.Work.Lease);
        Assert.Equal((null, "15 3 * * 1-5", "Europe/Berlin"), (options.Schedule.Month, options.Schedule.MonthToDate, options.Schedule.TimeZone.Id));
        var usual = ServiceOptions.From(ServiceOptions.UsualUrl, _ => null);
        Assert.Equal((ScheduleOptions.UsualMonth, ScheduleOptions.UsualMonthToDate, TimeSpan.FromSeconds(30)), (usual.Schedule.Month, usual.Schedule.MonthToDate, usual.Work.Lease));
        Assert.Equal([IPNetwork.Parse("10.0.0.5/32"), IPNetwork.Parse("fd00::/8")], options.TrustedProxies);
    }

    private static FormatException Refused(string key, string value) =>
        Assert.Throws<FormatException>(() => ServiceOptions.From(ServiceOptions.UsualUrl, name => name == key ? value : null));
}
