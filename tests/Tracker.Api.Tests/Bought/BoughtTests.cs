using System.Net;
using System.Text.Json;

namespace Tracker.Api.Tests.Bought;

[Collection(typeof(Served))]
public class BoughtTests(Served served)
{
    private const string Path = "/api/v1/bought";

    [Fact]
    public async Task WhatIsStored_IsWhatTheCommandLinePrints()
    {
        string[] command = ["bought", "Groceries", "total_spend", "--month", Served.Month, "--reference", "1"];
        var csv = (await served.CommandAsync([.. command, "--format", "csv"])).Output;
        var json = JsonDocument.Parse((await served.CommandAsync([.. command, "--format", "json"])).Output).RootElement;
        var query = $"{Path}?sector=Groceries&metric=total_spend&month={Served.Month}&reference=1";
        Assert.Equal(csv, await served.GetAsync(query, "reader", "text/csv").TextAsync());
        var row = await served.GetAsync(query, "reader").JsonAsync();
        Assert.Equal(json.GetArrayLength(), row.GetProperty("items").GetArrayLength());
        foreach (var (expected, item) in json.EnumerateArray().Zip(row.GetProperty("items").EnumerateArray()))
        {
            foreach (var member in expected.EnumerateObject())
            {
                var came = item.TryGetProperty(member.Name, out var own) ? own : row.GetProperty(member.Name);
                Assert.True(JsonElement.DeepEquals(member.Value, came), $"{member.Name}: {member.Value} and {came}");
            }
        }

        Assert.Equal(["summary", "items"], (await served.GetAsync($"{query}&format=xlsx", "reader").SheetsAsync()).Keys);
    }

    [Theory]
    [InlineData("sector=Groceries&metric=visits&month=2025-10&reference=2025-02", HttpStatusCode.NotFound, "nothing is stored of what was bought ")]
    [InlineData("sector=Groceries&metric=luck", HttpStatusCode.BadRequest, "metric: expected one of ")]
    [InlineData("sector=Groceries&metric=visits&reference=5", HttpStatusCode.BadRequest, "reference: expected a month as yyyy-MM, or 1, 2, 3 or 12")]
    public async Task WhatIsNotStored_IsNotFound(string query, HttpStatusCode status, string detail) =>
        Assert.StartsWith(detail, await served.GetAsync($"{Path}?{query}").ProblemAsync(status), StringComparison.Ordinal);
}
