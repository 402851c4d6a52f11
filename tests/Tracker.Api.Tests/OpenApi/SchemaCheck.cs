using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tracker.Api.Tests.OpenApi;

/// <summary>Whether a value is what a schema of the document says, in the words of JSON Schema that the document uses; another word is an error.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> Known =
        ["$ref", "type", "format", "description", "required", "properties", "additionalProperties", "items", "enum", "pattern", "oneOf", "anyOf", "examples", "title", "default"];

    /// <returns>Null where it is; else where it is not, and why.</returns>
    public string? Problem(JsonElement value, JsonElement schema, string at = "$")
    {
        if (schema.EnumerateObject().FirstOrDefault(word => !Known.Contains(word.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            return $"{at}: the check does not know {unknown.Name}";
        if (schema.TryGetProperty("$ref", out var reference))
            return Problem(value, Resolve(reference.GetString()!), at);
        if (schema.TryGetProperty("oneOf", out var one) || schema.TryGetProperty("anyOf", out one))
            return one.EnumerateArray().Any(choice => Problem(value, choice, at) is null) ? null : $"{at}: {value} is none of {one}";
        if (schema.TryGetProperty("type", out var types) && !IsOf(value, types))
            return $"{at}: {value.ValueKind} is not {types}";
        if (schema.TryGetProperty("enum", out var names) && !names.EnumerateArray().Any(name => JsonElement.DeepEquals(name, value)))
            return $"{at}: {value} is none of {names}";
        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
            return $"{at}: {value} does not match {pattern}";
        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value, schema, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().Select((item, i) => Problem(item, items, $"{at}[{i}]")).FirstOrDefault(problem => problem is not null),
            _ => null,
        };
    }

    private string? OfObject(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("required", out var required) && required.EnumerateArray().FirstOrDefault(name => !value.TryGetProperty(name.GetString()!, out _)) is { ValueKind: JsonValueKind.String } missing)
            return $"{at}: {missing} is missing";
        foreach (var member in value.EnumerateObject())
        {
            var path = $"{at}.{member.Name}";
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known))
            {
                if (Problem(member.Value, known, path) is { } problem)
                    return problem;
            }
            else if (!schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind == JsonValueKind.False)
            {
                return $"{path}: is not described";
            }
            else if (more.ValueKind == JsonValueKind.Object && Problem(member.Value, more, path) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private JsonElement Resolve(string reference)
    {
        var found = document;
        foreach (var part in reference[2..].Split('/'))
            found = found.GetProperty(part);
        return found;
    }

    private static bool IsOf(JsonElement value, JsonElement types) =>
        types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Any(type => IsOfOne(value, type.GetString()!)) : IsOfOne(value, types.GetString()!);

    private static bool IsOfOne(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };
}
