using System.Text.Json;
using System.Text.Json.Nodes;
using Tracker.Jobs.Alerts;
using Tracker.Storage.Alerts;

namespace Tracker.Jobs.Tests.Alerts;

public class AlertMessageTests
{
    private static readonly AlertTarget Webhook = new("a1", "", AlertTargetKind.Webhook, new("https://alerts.example/"), "whsec_test", false, false, DateTimeOffset.UnixEpoch);

    private static readonly AlertTarget Slack = Webhook with { Kind = AlertTargetKind.Slack, Secret = null };

    private static readonly DateTimeOffset Raised = new(2025, 11, 2, 4, 12, 9, TimeSpan.Zero);

    [Fact]
    public void Webhook_GetsTheWholeAlert() =>
        Assert.Equal(
            """{"alert":12,"event":"dead","raisedAt":"2025-11-02T04:12:09Z","work":7,"kind":"month","month":null,"attempts":5,"error":"no room"}""",
            Text(Webhook, Dead("no room")));

    [Fact]
    public void Slack_GetsATextWithoutMarkupOfOthers() =>
        Assert.Equal(
            "*Tracker*: work 7 (month) is dead: &lt;!channel&gt; &amp; *so on*",
            JsonDocument.Parse(Text(Slack, Dead("<!channel> & *so on*"))).RootElement.GetProperty("text").GetString());

    [Fact]
    public void Slack_GetsALineASectorUpToTen()
    {
        var lines = JsonDocument.Parse(Text(Slack, Movers(12))).RootElement.GetProperty("text").GetString()!.Split('\n');
        Assert.Equal("*Tracker*: 12 sectors of 2025-10 moved more than chance explains", lines[0]);
        Assert.Equal("• *Travel 0*: total_spend 1,234.5 (+12.3% against its forecast), CII +6.4, q 0.012", lines[1]);
        Assert.Equal(("… and 2 more", 12), (lines[^1], lines.Length));
    }

    [Fact]
    public void Slack_OfOneSectorWithoutAPerCent_LeavesItOut()
    {
        var alert = Movers(1);
        alert.Content["sectors"]![0]!["percentChange"] = null;
        Assert.EndsWith("1 sector of 2025-10 moved more than chance explains\\n\\u2022 *Travel 0*: total_spend 1,234.5, CII \\u002B6.4, q 0.012\"}", Text(Slack, alert), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameAlert_IsTheSameBytes() => Assert.Equal(AlertMessage.For(Webhook, Movers(3)), AlertMessage.For(Webhook, Movers(3)));

    private static string Text(AlertTarget target, Alert alert) => System.Text.Encoding.UTF8.GetString(AlertMessage.For(target, alert));

    private static Alert Dead(string error) =>
        new(12, Alert.Dead, Raised, new JsonObject { ["work"] = 7, ["kind"] = "month", ["month"] = null, ["attempts"] = 5, ["error"] = error });

    private static Alert Movers(int sectors) =>
        new(13, Alert.Movers, Raised, new JsonObject
        {
            ["month"] = "2025-10",
            ["run"] = 4,
            ["sectors"] = new JsonArray([.. Enumerable.Range(0, sectors).Select(i => new JsonObject
            {
                ["sector"] = $"Travel {i}", ["metric"] = "total_spend", ["cii"] = 6.42, ["q"] = 0.012, ["actual"] = 1234.5, ["percentChange"] = 12.34,
            })]),
        });
}
