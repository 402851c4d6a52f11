using System.Text.Json.Nodes;

namespace Tracker.Storage.Alerts;

/// <summary>What there is to tell (<c>tracker.alerts</c>).</summary>
/// <param name="AlertId">Null for a test.</param>
/// <param name="Kind">movers, dead or test.</param>
/// <param name="Content">What is told; its members are those of the message.</param>
public sealed record Alert(long? AlertId, string Kind, DateTimeOffset RaisedAt, JsonObject Content)
{
    /// <summary>Sectors of the last complete month are significant that were not told of before.</summary>
    public const string Movers = "movers";

    /// <summary>Work failed for good, or too often.</summary>
    public const string Dead = "dead";

    /// <summary>Somebody tries a target.</summary>
    public const string Test = "test";
}
