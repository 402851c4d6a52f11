using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tracker.Api.Answers;

/// <summary>What the framework says of a request that it cannot read, in the words of the service: no name of a type of the program.</summary>
internal static partial class BadRequestText
{
    public static string Of(BadHttpRequestException error)
    {
        if (error.InnerException is JsonException json)
            return $"body: {Of(json)}";
        if (NotBound().Match(error.Message) is { Success: true } bound)
            return $"{bound.Groups["name"]} {bound.Groups["value"]}: expected {Expected(bound.Groups["type"].Value)}";
        return Missing().Match(error.Message) is { Success: true } missing ? $"{missing.Groups["name"]}: expected a value" : error.Message;
    }

    private static string Of(JsonException error)
    {
        if (Unknown().Match(error.Message) is { Success: true } unknown)
            return $"the member {unknown.Groups["name"]} is not known";
        if (Required().Match(error.Message) is { Success: true } required)
            return $"expected the members {required.Groups["names"]}";
        if (error.Message.Contains("Tracker.", StringComparison.Ordinal) || error.Message.Contains("System.", StringComparison.Ordinal))
            return $"{error.Path}: not what was expected: /openapi/v1.json says what is";
        var end = error.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? error.Message : error.Message[..end];
    }

    private static string Expected(string type) => type switch
    {
        _ when type.Contains("Month", StringComparison.Ordinal) => "yyyy-MM",
        _ when type.Contains("bool", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("double", StringComparison.Ordinal) => "a number",
        _ => "a whole number",
    };

    [GeneratedRegex("^Failed to bind parameter \"(?<type>.+) (?<name>[^ ]+)\" from \"(?<value>.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex NotBound();

    [GeneratedRegex("^Required parameter \".+ (?<name>[^ ]+)\" was not provided")]
    private static partial Regex Missing();

    [GeneratedRegex("^The JSON property '(?<name>.*)' could not be mapped", RegexOptions.Singleline)]
    private static partial Regex Unknown();

    [GeneratedRegex("was missing required properties including: (?<names>.+?)\\.?$")]
    private static partial Regex Required();
}
