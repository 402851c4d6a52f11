using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tracker.Storage.Alerts;

namespace Tracker.Jobs.Alerts;

/// <summary>An alert as its target understands it. The same alert gives the same bytes at each attempt.</summary>
public static class AlertMessage
{
    private const int MostSectors = 10;

    /// <summary>UTF-8 JSON.</summary>
    public static byte[] For(AlertTarget target, Alert alert) => target.Kind switch
    {
        AlertTargetKind.Slack => JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["text"] = SlackText(alert) }),
        _ => JsonSerializer.SerializeToUtf8Bytes(Whole(alert)),
    };

    private static JsonObject Whole(Alert alert)
    {
        var message = new JsonObject { ["alert"] = alert.AlertId, ["event"] = alert.Kind, ["raisedAt"] = alert.RaisedAt.UtcDateTime };
        foreach (var (name, value) in alert.Content)
            message[name] = value?.DeepClone();
        return message;
    }

    private static string SlackText(Alert alert) => alert.Kind switch
    {
        Alert.Movers => SlackMovers(alert.Content),
        Alert.Dead => $"*Tracker*: work {Text(alert.Content["work"])} ({Text(alert.Content["kind"])}{After(" of ", alert.Content["month"])}) is dead: {Text(alert.Content["error"])}",
        _ => "*Tracker*: this is a test, nothing has moved.",
    };

    private static string SlackMovers(JsonObject content)
    {
        var sectors = content["sectors"]!.AsArray();
        var text = new StringBuilder($"*Tracker*: {sectors.Count} {(sectors.Count == 1 ? "sector" : "sectors")} of {Text(content["month"])} moved more than chance explains");
        foreach (var sector in sectors.Take(MostSectors))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n• *{Text(sector!["sector"])}*: {Text(sector["metric"])} {Number(sector["actual"], "#,##0.##")}{Change(sector["percentChange"])}, CII {Number(sector["cii"], "+0.0;-0.0")}, q {Number(sector["q"], "0.###")}");
        }

        if (sectors.Count > MostSectors)
            text.Append(CultureInfo.InvariantCulture, $"\n… and {sectors.Count - MostSectors} more");
        return text.ToString();
    }

    private static string Change(JsonNode? perCent) => perCent is null ? "" : $" ({Number(perCent, "+0.0;-0.0")}% against its forecast)";

    private static string Number(JsonNode? number, string format) => number is null ? "–" : number.GetValue<double>().ToString(format, CultureInfo.InvariantCulture);

    private static string After(string before, JsonNode? value) => value is null ? "" : before + Text(value);

    /// <summary>Slack reads these three as markup (its manual, "formatting text for app surfaces").</summary>
    private static string Text(JsonNode? value) =>
        (value?.ToString() ?? "").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
