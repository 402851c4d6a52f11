using System.Text.Json;

namespace Tracker.Api.Tests.OpenApi;

public class SchemaCheckTests
{
    private const string Document =
        """
        {"a": {"type": "object", "required": ["n", "t"], "additionalProperties": false, "properties": {
            "n": {"type": ["null", "number"]}, "t": {"$ref": "#/t"}, "list": {"type": "array", "items": {"type": "integer"}}, "by": {"type": "object", "additionalProperties": {"type": "number"}}}},
         "t": {"type": "string", "pattern": "^[ab]+$"}}
        """;

    [Theory]
    [InlineData("""{"n": null, "t": "ab"}""", null)]
    [InlineData("""{"n": 1.5, "t": "a", "list": [1, 2], "by": {"x": 1}}""", null)]
    [InlineData("""{"n": "1", "t": "a"}""", "$.n: ")]
    [InlineData("""{"n": 1}""", "$: t is missing")]
    [InlineData("""{"n": 1, "t": "c"}""", "$.t: ")]
    [InlineData("""{"n": 1, "t": "a", "more": 1}""", "$.more: ")]
    [InlineData("""{"n": 1, "t": "a", "list": [1, 2.5]}""", "$.list[1]: ")]
    [InlineData("""{"n": 1, "t": "a", "by": {"x": "1"}}""", "$.by.x: ")]
    [InlineData("[]", "$: ")]
    public void WhatIsNotAsDescribed_IsFound(string value, string? problem)
    {
        var document = JsonDocument.Parse(Document).RootElement;
        var found = new SchemaCheck(document).Problem(JsonDocument.Parse(value).RootElement, document.GetProperty("a"));
        Assert.StartsWith(problem ?? "", found ?? "", StringComparison.Ordinal);
        Assert.Equal(problem is null, found is null);
    }
}
