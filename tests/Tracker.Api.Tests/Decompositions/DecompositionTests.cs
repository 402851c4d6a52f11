using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Spreadsheet;
using Tracker.Api.Tests.Access;

namespace Tracker.Api.Tests.Decompositions;

[Collection(typeof(Served))]
public class DecompositionTests(Served served)
{
    private const string Path = "/api/v1/decompositions";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStoredOne_IsWhatTheCommandLinePrints()
    {
        string[] command = ["decompose", "Groceries", "total_spend", "--month", Served.Month, "--reference", "12"];
        var csv = (await served.CommandAsync([.. command, "--format", "csv"])).Output;
        var json = JsonDocument.Parse((await served.CommandAsync([.. command, "--format", "json"])).Output).RootElement;
        var found = (await served.GetAsync($"{Path}?month={Served.Month}&sector=Groceries&metric=total_spend&reference=12", "reader").JsonAsync()).Items()[0];
        var path = $"{Path}/{found.GetProperty("id")}";
        Assert.Equal(csv, await served.GetAsync(path, "reader", "text/csv").TextAsync());
        Assert.Equal(csv, await served.GetAsync($"{path}?format=csv", "reader").TextAsync());

        var row = await served.GetAsync(path, "reader").JsonAsync();
        foreach (var member in json.EnumerateObject().Where(member => member.Name != "segments"))
            Assert.True(JsonElement.DeepEquals(member.Value, row.GetProperty(member.Name)), $"{member.Name}: {member.Value} and {row.GetProperty(member.Name)}");
        foreach (var (expected, segment) in json.GetProperty("segments").EnumerateArray().Zip(row.GetProperty("segments").EnumerateArray()))
        {
            foreach (var member in expected.EnumerateObject())
                Assert.True(JsonElement.DeepEquals(member.Value, segment.GetProperty(member.Name)), $"{member.Name}: {member.Value} and {segment.GetProperty(member.Name)}");
        }

        foreach (var name in new[] { "before", "after", "structural", "behavioural", "words" })
            Assert.True(JsonElement.DeepEquals(found.GetProperty(name), row.GetProperty(name)), name);
        using var tagged = await served.GetAsync(path, "reader");
        Assert.NotNull(tagged.Headers.ETag);

        var sheets = await served.GetAsync($"{path}?format=xlsx", "reader").SheetsAsync();
        Assert.Equal(["summary", "segments"], sheets.Keys);
        Assert.Contains(sheets["summary"], cells => cells[0].Text == "before" && cells[1] == (CellValues.Number, row.GetProperty("before").ToString()));
        Assert.Equal(csv.Split('\n')[0].Split(','), sheets["segments"][0].Select(cell => cell.Text));
        Assert.Equal(row.GetProperty("segments").GetArrayLength() + 1, sheets["segments"].Length);
    }

    [Fact]
    public async Task OneThatNobodyPlanned_IsComputedOnceAndFoundAgain()
    {
        var asked = new { month = Served.Month, sector = "Restaurants", metric = "buyers", reference = "2", attributes = new[] { "region" } };
        var (first, location) = await AskAsync(asked);
        Assert.Equal(("Restaurants", "2025-10"), (first.Text("sector"), first.Text("month")));
        var events = (await served.GetAsync($"{location}/events", "reader").TextAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("event: end\ndata: ", events[^1], StringComparison.Ordinal);
        var done = await served.GetAsync(location, "reader").JsonAsync();
        Assert.Equal(("done", done.ToString()), (done.Text("status"), JsonDocument.Parse(events[^1].Split("data: ")[1]).RootElement.ToString()));
        var answer = await served.GetAsync(done.Text("answerAt"), "reader").JsonAsync();
        Assert.Equal(("Restaurants", "buyers", "2025-08"), (answer.Text("sector"), answer.Text("metric"), answer.Text("reference")));
        Assert.Equal("region", Assert.Single(answer.GetProperty("attributes").EnumerateArray()).GetString());
        Assert.Contains(
            await KeyTests.AuditOf(served.Database.Source, $"2025-10 work {done.GetProperty("request")}"), entry => entry.Action == "decompose requested");

        var (_, again) = await AskAsync(asked);
        await served.GetAsync($"{again}/events", "reader").TextAsync();
        Assert.Equal(done.GetProperty("answer").GetInt64(), (await served.GetAsync(again, "reader").JsonAsync()).GetProperty("answer").GetInt64());
    }

    [Fact]
    public async Task WhatWouldTellOfTooFew_IsRefusedForGood()
    {
        var (_, location) = await AskAsync(Garden("gender"));
        Assert.Equal("done", await EndAsync(location));
        (_, location) = await AskAsync(Garden("region"));
        Assert.Equal("done", await EndAsync(location));
        (_, location) = await AskAsync(Garden("age_group", "income"));
        Assert.Equal("refused", await EndAsync(location));
        Assert.Equal(
            "buyers of Garden in 2025-10 by age_group, income: refused, nothing but the total can be shown without telling of fewer than 11 consumers, alone or beside the stored results by gender; by region",
            await served.GetAsync(location, "reader").ProblemAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal(2, (await served.GetAsync($"{Path}?month={Served.Month}&sector=Garden&metric=buyers&reference=2").JsonAsync()).Items().Count);

        static object Garden(params string[] attributes) => new { month = Served.Month, sector = "Garden", metric = "buyers", reference = "2", attributes };

        async Task<string> EndAsync(string location)
        {
            var events = await served.GetAsync($"{location}/events", "reader").TextAsync();
            return JsonDocument.Parse(events.Split("data: ")[^1]).RootElement.Text("status");
        }
    }

    [Fact]
    public async Task AnAttributeThatIsNotThere_IsRefusedForGood()
    {
        var (row, location) = await AskAsync(new { month = Served.Month, sector = "Restaurants", metric = "buyers", reference = "2", attributes = new[] { "shoe_size" } });
        var events = await served.GetAsync($"{location}/events", "reader").TextAsync();
        Assert.Contains("\"status\":\"refused\"", events, StringComparison.Ordinal);
        Assert.StartsWith("attribute shoe_size: expected some of ", await served.GetAsync(location, "reader").ProblemAsync(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        await using var command = served.Database.Source.CreateCommand("SELECT status || ' ' || attempt FROM tracker.work WHERE work_id = $1");
        command.Parameters.Add(new() { Value = row.GetProperty("request").GetInt64() });
        Assert.Equal("done 1", await command.ExecuteScalarAsync(Cancel));
    }

    [Theory]
    [InlineData("""{"sector":"Restaurants","metric":"luck"}""", HttpStatusCode.BadRequest, "metric: expected one of ")]
    [InlineData("""{"sector":"Nothing","metric":"buyers"}""", HttpStatusCode.UnprocessableEntity, "sector: there is none of this name")]
    [InlineData("""{"sector":"Restaurants","metric":"buyers","reference":"4"}""", HttpStatusCode.BadRequest, "reference: expected expected, a month as yyyy-MM, or 1, 2, 3 or 12")]
    [InlineData("""{"sector":"Restaurants","metric":"buyers","attributes":[]}""", HttpStatusCode.BadRequest, "attributes: expected 1 to 5, each once")]
    [InlineData("""{"sector":"Restaurants","metric":"buyers","attributes":["a","a"]}""", HttpStatusCode.BadRequest, "attributes: expected 1 to 5, each once")]
    [InlineData("""{"sector":"Restaurants","metric":"buyers","attributes":["a","b","c","d","e","f"]}""", HttpStatusCode.BadRequest, "attributes: expected 1 to 5, each once")]
    [InlineData("""{"sector":"Restaurants","metric":"buyers","attributes":["\u0000"]}""", HttpStatusCode.BadRequest, "attributes: expected names ")]
    [InlineData("""{"sector":"Restaurants","metric":"buyers","attributes":[null]}""", HttpStatusCode.BadRequest, "")]
    [InlineData("""{"sector":"\ud800","metric":"buyers"}""", HttpStatusCode.BadRequest, "body: ")]
    [InlineData("""{"metric":"buyers"}""", HttpStatusCode.BadRequest, "body: expected the members 'sector'")]
    [InlineData("""{"sector":"Restaurants","metric":"buyers","month":"2025-10","minConsumers":1}""", HttpStatusCode.BadRequest, "body: the member minConsumers is not known")]
    public async Task ABadRequest_IsRefusedInWords(string body, HttpStatusCode status, string detail)
    {
        using var client = served.As("analyst");
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        Assert.StartsWith(detail, await client.PostAsync(new Uri(Path, UriKind.Relative), content, Cancel).ProblemAsync(status), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EightAtOnce_AreOneRequest()
    {
        using var client = served.As("analyst");
        var asked = new { month = Served.Month, sector = "Restaurants", metric = "buyers", reference = "3" };
        var rows = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsJsonAsync(Path, asked, Cancel).JsonAsync(HttpStatusCode.Accepted)));
        foreach (var request in rows.Select(row => row.GetProperty("request").GetInt64()).Distinct())
            await served.GetAsync($"{Path}/requests/{request}/events").TextAsync();
        Assert.Single((await served.GetAsync($"{Path}?month={Served.Month}&sector=Restaurants&metric=buyers&reference=3").JsonAsync()).Items());
    }

    [Fact]
    public async Task Pages_HoldEveryOneOnce()
    {
        var whole = (await served.GetAsync($"{Path}?month={Served.Month}", "reader").JsonAsync()).Items().Select(row => row.GetProperty("id").GetInt64()).ToArray();
        var paged = new List<long>();
        for (string? next = $"{Path}?month={Served.Month}&limit=2"; next is not null;)
        {
            var page = await served.GetAsync(next, "reader").JsonAsync();
            paged.AddRange(page.Items().Select(row => row.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }

        Assert.True(whole.Length > 2);
        Assert.Equal(whole, paged);
        Assert.Equal(paged.OrderDescending(), paged);
    }

    private async Task<(JsonElement Row, string Location)> AskAsync(object body)
    {
        using var client = served.As("analyst");
        using var response = await client.PostAsJsonAsync(Path, body, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement, response.Headers.Location!.ToString());
    }
}
