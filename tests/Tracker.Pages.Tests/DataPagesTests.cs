using System.Net;
using Microsoft.Playwright;

namespace Tracker.Pages.Tests;

[Collection(typeof(Served))]
public class DataPagesTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AReader_SeesNothingThatIsForOperators()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync("/rejects", 403);
        Assert.Contains("Not for your key", await visit.TextAsync("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("bad", await visit.TextAsync("main"), StringComparison.Ordinal);
        foreach (var path in new[] { "/runs", "/months", "/loads", $"/movers?month={SamplePanel.Unfinished}" })
        {
            await visit.GoAsync(path);
            Assert.Equal(0, await visit.Page.Locator("main form[method=post]").CountAsync());
            Assert.Equal(0, await visit.Page.Locator("main a[href^='/rejects?']").CountAsync());
        }
    }

    [Theory]
    [InlineData("reader")]
    [InlineData("analyst")]
    public async Task WhoIsNoOperator_ComputesAndRetriesNothing(string role)
    {
        var session = await served.SessionAsync(role);
        using var client = served.Client(session);
        var page = await client.GetStringAsync(new Uri("/runs", UriKind.Relative), Cancel);
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__token\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        foreach (var handler in new[] { "compute", "todate", "retry" })
        {
            using var form = new FormUrlEncodedContent([new("__token", token), new("month", SamplePanel.Month), new("work", "1")]);
            using var response = await client.PostAsync(new Uri($"/runs?handler={handler}", UriKind.Relative), form, Cancel);
            Assert.Equal((handler, HttpStatusCode.Forbidden), (handler, response.StatusCode));
        }
    }

    [Fact]
    public async Task Rejects_SayWhyAndWhereAndTheFileIsText()
    {
        await using var visit = await served.VisitAsync("operator");
        await visit.GoAsync("/rejects?load=1");
        Assert.StartsWith($"Load 1: {SamplePanel.BadRows} rows were refused", await visit.TextAsync(".lead"), StringComparison.Ordinal);
        Assert.Equal($"events/{SamplePanel.BadFile}", await visit.TextAsync("section[aria-labelledby=places] tbody th"));
        var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal(SamplePanel.BadRows + 1, (await File.ReadAllLinesAsync(await file.PathAsync(), Cancel)).Length);
    }

    [Fact]
    public async Task AMonthThatIsAskedFor_IsSeenRunningAndThenAmongTheRuns()
    {
        await using var visit = await served.VisitAsync("operator");
        await visit.GoAsync("/runs");
        await visit.Page.Locator("select[name=month]").SelectOptionAsync("2024-01");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Compute", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#work .work")).ToContainTextAsync("January 2024", new() { Timeout = 20_000 });
        await Assertions.Expect(visit.Page.Locator("#work progress").First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await visit.GoAsync("/runs");
        Assert.Equal("January 2024", await visit.TextAsync("section[aria-labelledby=ran] tbody th"));
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task AChart_IsDrawnAndCanBeTakenAway()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync("/months");
        await Assertions.Expect(visit.Page.Locator("#events-by-month canvas")).ToBeVisibleAsync();
        var picture = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Button, new() { Name = "PNG" }).ClickAsync());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(await picture.PathAsync(), Cancel))[..4]);
        var drawing = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Button, new() { Name = "SVG" }).ClickAsync());
        Assert.StartsWith("<svg ", await File.ReadAllTextAsync(await drawing.PathAsync(), Cancel), StringComparison.Ordinal);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Copied")).ToBeVisibleAsync();
        Assert.EndsWith("/months#events-by-month", await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
        Assert.Empty(visit.Troubles);
    }
}
