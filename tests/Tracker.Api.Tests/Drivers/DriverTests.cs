using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tracker.Api.Tests.Drivers;

[Collection(typeof(Served))]
public class DriverTests(Served served)
{
    private const string Path = "/api/v1/drivers";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DriversThatNobodyPlanned_AreThoseOfTheCommandLine()
    {
        using var client = served.As("analyst");
        using var asked = await client.PostAsJsonAsync(Path, new { month = Served.Month, sector = "Groceries", metric = "purchases", reference = "1", attributes = new[] { "region", "age_group" } }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var location = asked.Headers.Location!.ToString();
        await served.GetAsync($"{location}/events", "reader").TextAsync();
        var done = await served.GetAsync(location, "reader").JsonAsync();
        var row = await served.GetAsync(done.Text("answerAt"), "reader").JsonAsync();
        var latest = await served.GetAsync($"{Path}?sector=Groceries&metric=purchases&month={Served.Month}&reference=1", "reader").JsonAsync();
        Assert.Equal(row.ToString(), latest.ToString());

        var printed = JsonDocument.Parse((await served.CommandAsync(
            "drivers", "Groceries", "purchases", "--month", Served.Month, "--reference", "1", "--attributes", "region,age_group", "--format", "json")).Output).RootElement;
        foreach (var (expected, driver) in printed.EnumerateArray().Zip(row.GetProperty("drivers").EnumerateArray()))
        {
            foreach (var name in new[] { "rank", "attribute", "importance", "p", "q", "rankLow", "acts", "sameAs", "values" })
                Assert.True(JsonElement.DeepEquals(expected.GetProperty(name), driver.GetProperty(name)), $"{name}: {expected.GetProperty(name)} and {driver.GetProperty(name)}");
            foreach (var (flat, nested) in new[] { ("stayed", "stayed"), ("joined", "joined"), ("panelBefore", "before") })
                Assert.True(JsonElement.DeepEquals(expected.GetProperty(flat), row.GetProperty("panel").GetProperty(nested)), flat);
        }

        var values = row.GetProperty("drivers").EnumerateArray().Sum(driver => driver.GetProperty("values").GetArrayLength());
        var csv = (await served.GetAsync(done.Text("answerAt"), "reader", "text/csv").TextAsync()).TrimEnd().Split('\n');
        Assert.Equal("month,sector,metric,reference,rank,attribute,q,passes,value,consumers,share,before,after,change,contribution,low,high", csv[0]);
        Assert.Equal(values + 1, csv.Length);
        var sheets = await served.GetAsync($"{done.Text("answerAt")}?format=xlsx", "reader").SheetsAsync();
        Assert.Equal(["summary", "drivers", "values"], sheets.Keys);
        Assert.Equal((3, values + 1), (sheets["drivers"].Length, sheets["values"].Length));
        Assert.All(sheets["values"].Skip(1), cells => Assert.Equal(CellValues.Number, cells[14].Type));
    }

    [Theory]
    [InlineData("sector=Groceries&metric=visits&month=2025-10&reference=2025-02", HttpStatusCode.NotFound, "no drivers of this sector and metric in 2025-10 against 2025-02 are stored: ")]
    [InlineData("sector=Nothing&metric=visits", HttpStatusCode.NotFound, "no drivers of this sector and metric in 2025-10 are stored: ")]
    [InlineData("sector=Groceries", HttpStatusCode.BadRequest, "metric: expected a value")]
    [InlineData("sector=Groceries&metric=luck", HttpStatusCode.BadRequest, "metric: expected one of ")]
    [InlineData("sector=Groceries&metric=visits&reference=expected", HttpStatusCode.BadRequest, "reference: expected a month as yyyy-MM, or 1, 2, 3 or 12")]
    public async Task WhatIsNotStored_IsNotFound(string query, HttpStatusCode status, string detail) =>
        Assert.StartsWith(detail, await served.GetAsync($"{Path}?{query}").ProblemAsync(status), StringComparison.Ordinal);
}
