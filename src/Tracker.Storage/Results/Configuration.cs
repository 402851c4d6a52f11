using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Tracker.Storage.Results;

/// <summary>The options of a run as canonical JSON: names in ordinal order, no white space, enumerations by name.</summary>
/// <param name="Json">The text itself, kept with the run.</param>
public sealed record Configuration(string Json)
{
    private static readonly JsonSerializerOptions Plain = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>SHA-256 of the JSON, in hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json)));

    public static Configuration Of<T>(T options) => new(Sorted(JsonSerializer.SerializeToNode(options, Plain))?.ToJsonString() ?? "null");

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
