using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Playwright;
using Tracker.Api.Pages;

namespace Tracker.Pages.Tests;

[Collection(typeof(Served))]
public class MoversPageTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheNumbers_AreThoseOfTheApi()
    {
        var figures = new Figures(null);
        await using var visit = await served.VisitAsync();
        await visit.GoAsync($"/movers?month={SamplePanel.Month}&rows=all");
        var rows = await visit.Page.Locator("tr.mover").AllInnerTextsAsync();
        var movers = await ItemsAsync($"/api/v1/movers?month={SamplePanel.Month}");
        Assert.Equal(movers.Count, rows.Count);
        foreach (var (mover, row) in movers.Zip(rows))
        {
            var metric = mover.GetProperty("metric").GetString()!;
            Assert.Contains(mover.GetProperty("sector").GetString()!, row, StringComparison.Ordinal);
            Assert.Contains(Figures.Name(metric), row, StringComparison.Ordinal);
            Assert.Contains(Figures.Index(mover.GetProperty("cii").GetDouble()), row, StringComparison.Ordinal);
            Assert.Contains(Figures.PerCent(Number(mover, "percentChange")), row, StringComparison.Ordinal);
            Assert.Contains(Figures.Chance(Number(mover, "q")), row, StringComparison.Ordinal);
            Assert.Contains(figures.Change(metric, Number(mover, "impact")), row, StringComparison.Ordinal);
            Assert.Contains(figures.Money(Number(mover, "money"), signed: true), row, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheMap_HasACellForEachSeriesAndTheCommonShocksAreThoseOfTheApi()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync("/movers");
        var movers = await ItemsAsync("/api/v1/movers");
        Assert.Equal(movers.Count, await visit.Page.Locator(".map td a").CountAsync());
        Assert.Equal(movers.Count(mover => mover.GetProperty("significant").GetBoolean()), await visit.Page.Locator(".map td a.sure").CountAsync());
        var shared = await visit.Page.Locator("section[aria-labelledby=shared] tbody tr").AllInnerTextsAsync();
        foreach (var (shock, row) in (await ItemsAsync($"/api/v1/months/{SamplePanel.Month}/shocks")).Zip(shared))
            Assert.Contains(Figures.Index(Number(shock, "cii")), row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePlantedMover_ComesFirstAndItsNameIsText()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync("/");
        Assert.Equal("/movers", new Uri(visit.Page.Url).AbsolutePath);
        Assert.StartsWith(SamplePanel.Sector, await visit.TextAsync("tr.mover th"), StringComparison.Ordinal);
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task TheState_IsInTheAddressAndBackAndForwardWork()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync("/movers");
        var all = await visit.TextAsync("#ranking + p");
        await visit.Page.Locator("select[name=metric]").SelectOptionAsync("visits");
        await visit.Page.WaitForURLAsync("**/movers?month=2025-10&metric=visits");
        var visits = await visit.TextAsync("#ranking + p");
        Assert.NotEqual(all, visits);
        Assert.All(await visit.Page.Locator("tr.mover th").AllInnerTextsAsync(), row => Assert.EndsWith("visits", row.Trim(), StringComparison.Ordinal));
        await visit.Page.GoBackAsync();
        Assert.Equal(all, await visit.TextAsync("#ranking + p"));
        await visit.Page.GoForwardAsync();
        Assert.Equal(visits, await visit.TextAsync("#ranking + p"));
        await using var colleague = await served.VisitAsync();
        await colleague.GoAsync(new Uri(visit.Page.Url).PathAndQuery);
        Assert.Equal(visits, await colleague.TextAsync("#ranking + p"));
    }

    [Fact]
    public async Task TheExport_IsWhatTheApiGives()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync("/movers?significant=true");
        var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        using var client = Client();
        client.DefaultRequestHeaders.Accept.Add(new("text/csv"));
        var expected = await client.GetStringAsync(new Uri($"/api/v1/movers?month={SamplePanel.Month}&significant=true", UriKind.Relative), Cancel);
        Assert.Equal(expected, await File.ReadAllTextAsync(await file.PathAsync(), Cancel));
    }

    [Fact]
    public async Task TheUnfinishedMonth_IsComputedOnRequestAndShown()
    {
        await using var visit = await served.VisitAsync("operator");
        await visit.GoAsync($"/movers?month={SamplePanel.Unfinished}");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Compute it" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/runs");
        await Assertions.Expect(visit.Page.Locator("#work")).ToContainTextAsync("Nothing runs");
        await visit.GoAsync($"/movers?month={SamplePanel.Unfinished}");
        Assert.Contains("To day 12 of 30", await visit.TextAsync(".note"), StringComparison.Ordinal);
        await using var asked = served.Database.Source.CreateCommand("SELECT max(priority) FROM tracker.work WHERE kind = 'month_to_date'");
        Assert.Equal((short)0, await asked.ExecuteScalarAsync(Cancel)); // it waits its turn
        Assert.Empty(visit.Troubles);
    }

    private HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = served.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", served.KeyOf("reader"));
        return client;
    }

    private async Task<IReadOnlyList<JsonElement>> ItemsAsync(string path)
    {
        using var client = Client();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var page = JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancel));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.Clone())];
    }

    private static double? Number(JsonElement item, string name) => item.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
