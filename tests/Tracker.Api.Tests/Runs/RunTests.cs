using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tracker.Api.Tests.Access;

namespace Tracker.Api.Tests.Runs;

[Collection(typeof(Served))]
public class RunTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMonthThatIsAskedFor_IsComputedAndItsStepsAreTold()
    {
        using var client = served.As("operator");
        using var asked = await client.PostAsJsonAsync("/api/v1/runs", new { month = "2025-08" }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var location = asked.Headers.Location!.ToString();

        var events = (await served.GetAsync($"{location}/events", "reader").TextAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("event: end\ndata: ", events[^1], StringComparison.Ordinal);
        Assert.All(events[..^1], one => Assert.StartsWith("event: progress\ndata: ", one, StringComparison.Ordinal));
        var last = JsonDocument.Parse(events[^1].Split("data: ")[1]).RootElement;
        Assert.Equal(("done", "2025-08"), (last.Text("status"), last.Text("month")));
        Assert.Equal(last.ToString(), (await served.GetAsync(location, "reader").JsonAsync()).ToString());
        var run = await served.GetAsync($"/api/v1/runs/{last.GetProperty("run")}", "reader").JsonAsync();
        Assert.Equal(("done", "2025-08"), (run.Text("status"), run.Text("month")));
        Assert.Equal(run.GetProperty("series").GetInt32(), (await served.GetAsync("/api/v1/movers?month=2025-08", "reader").JsonAsync()).Items().Count);
        Assert.Contains((await KeyTests.AuditOf(served.Database.Source, "2025-08 work %")).Select(entry => entry.Action), action => action == "month requested");

        using var again = await client.PostAsJsonAsync("/api/v1/runs", new { month = "2025-08" }, Cancel);
        var end = await EndOf(again.Headers.Location!.ToString());
        Assert.Equal(last.GetProperty("run").GetInt64(), end.GetProperty("run").GetInt64());
    }

    [Fact]
    public async Task AMonthThatTheDataDoesNotHave_FailsAndSaysWhy()
    {
        using var client = served.As("operator");
        using var asked = await client.PostAsJsonAsync("/api/v1/runs", new { month = "1999-01" }, Cancel);
        var end = await EndOf(asked.Headers.Location!.ToString());
        Assert.Equal("failed", end.Text("status"));
        Assert.StartsWith("month 1999-01: expected a complete month of the data, ", end.Text("error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_ArePagedNewestFirst()
    {
        var all = (await served.GetAsync("/api/v1/runs?status=done").JsonAsync()).Items().Select(run => run.GetProperty("run").GetInt64()).ToArray();
        var paged = new List<long>();
        for (string? next = "/api/v1/runs?status=done&limit=1"; next is not null;)
        {
            var page = await served.GetAsync(next).JsonAsync();
            paged.AddRange(page.Items().Select(run => run.GetProperty("run").GetInt64()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(all, paged);
        Assert.Equal(paged.OrderDescending(), paged);
        Assert.All((await served.GetAsync("/api/v1/runs?month=2025-10").JsonAsync()).Items(), run => Assert.Equal("2025-10", run.Text("month")));
    }

    private async Task<JsonElement> EndOf(string location)
    {
        await served.GetAsync($"{location}/events").TextAsync();
        return await served.GetAsync(location).JsonAsync();
    }
}
