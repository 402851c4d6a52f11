using System.Text.Json;

namespace Tracker.Api.Tests.OpenApi;

/// <summary>What the API document describes.</summary>
internal static class Operation
{
    /// <summary>Each as "GET /path" and its description.</summary>
    public static IEnumerable<(string Name, JsonElement Of)> All(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);
}
