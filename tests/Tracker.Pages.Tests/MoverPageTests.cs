using System.Text.Json;
using Microsoft.Playwright;
using Tracker.Api.Pages;

namespace Tracker.Pages.Tests;

[Collection(typeof(Served))]
public class MoverPageTests(Served served)
{
    private const string Metric = "total_spend";

    private static readonly Figures Figures = new(null);
    private static readonly string Mover = Links.Mover(SamplePanel.Month, SamplePanel.Sector, Metric);
    private static readonly string OfMover = Links.With("", ("month", SamplePanel.Month), ("sector", SamplePanel.Sector), ("metric", Metric));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThreeClicks_LeadFromTheRankingToASegment()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync($"/movers?metric={Metric}");
        await visit.Page.Locator("tr.mover th a").First.ClickAsync();
        await visit.Page.Locator("#drivers table.pick th a").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**attribute=*");
        await visit.Page.Locator("#segments tbody tr[id] a").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("tr:target")).ToHaveCountAsync(1);
        Assert.Equal("#segment-1", new Uri(visit.Page.Url).Fragment);
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task TheNumbers_AreThoseOfTheApi()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync(Mover);
        var split = await JsonAsync($"/api/v1/decompositions/{(await JsonAsync($"/api/v1/decompositions{OfMover}")).GetProperty("items")[0].GetProperty("id")}");
        var mover = (await JsonAsync("/api/v1/movers")).GetProperty("items").EnumerateArray().Single(one => Text(one, "sector") == SamplePanel.Sector && Text(one, "metric") == Metric);
        Assert.Equal(Text(mover, "explanation"), await visit.TextAsync(".head .lead"));
        var tile = await visit.TextAsync($".tile[data-metric={Metric}]");
        Assert.Contains(Figures.Value(Metric, Number(mover, "actual")), tile, StringComparison.Ordinal);
        Assert.Contains(Figures.Value(Metric, Number(mover, "forecast")), tile, StringComparison.Ordinal);
        Assert.Contains(Figures.PerCent(Number(mover, "percentChange")), tile, StringComparison.Ordinal);
        Assert.Equal(Text(split, "words"), await visit.TextAsync("#segments > p"));
        var segments = split.GetProperty("segments").EnumerateArray().ToArray();
        var rows = await visit.Page.Locator("#segments tbody tr[id]").AllInnerTextsAsync();
        Assert.Equal(segments.Length, rows.Count);
        Assert.All(segments.Zip(rows), pair =>
        {
            Assert.Contains(Figures.Change(Metric, Number(pair.First, "structural")), pair.Second, StringComparison.Ordinal);
            Assert.Contains(Figures.Change(Metric, Number(pair.First, "behavioural")), pair.Second, StringComparison.Ordinal);
            Assert.Contains(Figures.Change(Metric, Number(pair.First, "total")), pair.Second, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task TheDrivers_AreThoseOfTheApi()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync(Mover);
        var drivers = (await JsonAsync($"/api/v1/drivers{OfMover}")).GetProperty("drivers").EnumerateArray().ToArray();
        var rows = await visit.Page.Locator("#drivers table.pick tbody tr").AllInnerTextsAsync();
        Assert.Equal(drivers.Length, rows.Count);
        Assert.All(drivers.Zip(rows), pair =>
        {
            Assert.Contains(Text(pair.First, "attribute"), pair.Second, StringComparison.Ordinal);
            Assert.Contains(Figures.Share(100 * Number(pair.First, "importance")), pair.Second, StringComparison.Ordinal);
            Assert.Contains($"{pair.First.GetProperty("rankLow")}–{pair.First.GetProperty("rankHigh")}", pair.Second, StringComparison.Ordinal);
            Assert.Contains(Figures.Chance(Number(pair.First, "q")), pair.Second, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task TheBarsOfTheWaterfall_SumToTheChange()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync(Mover);
        using var drawn = JsonDocument.Parse(await visit.Page.Locator("figure[data-chart=waterfall] script").TextContentAsync() ?? "");
        var bars = drawn.RootElement.GetProperty("bars").EnumerateArray().ToArray();
        var (before, after) = (Number(bars[0], "whole")!.Value, Number(bars[^1], "whole")!.Value);
        Assert.Equal(("before", "after"), (Text(bars[0], "step"), Text(bars[^1], "step")));
        Assert.Equal(after - before, bars[1..^1].Sum(bar => Number(bar, "whole")!.Value), Math.Abs(after) * 1e-9);
        Assert.All(bars.Where(bar => Text(bar, "step") == "segment"), bar => Assert.Equal(Number(bar, "whole")!.Value, Number(bar, "structural")!.Value + Number(bar, "behavioural")!.Value, 1e-9));
    }

    [Fact]
    public async Task ADeepLink_OpensTheSameViewAndBackAndForwardWork()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync(Mover);
        var first = await visit.TextAsync("figure[data-chart=values] h2");
        await visit.Page.Locator("#drivers table.pick th a").Nth(1).ClickAsync();
        await visit.Page.WaitForURLAsync("**attribute=*");
        var second = await visit.TextAsync("figure[data-chart=values] h2");
        Assert.NotEqual(first, second);
        await visit.Page.GoBackAsync();
        Assert.Equal(first, await visit.TextAsync("figure[data-chart=values] h2"));
        await visit.Page.GoForwardAsync();
        Assert.Equal(second, await visit.TextAsync("figure[data-chart=values] h2"));
        await using var colleague = await served.VisitAsync();
        await colleague.GoAsync(new Uri(visit.Page.Url).PathAndQuery);
        Assert.Equal(second, await colleague.TextAsync("figure[data-chart=values] h2"));
    }

    [Fact]
    public async Task TheNameOfTheSector_IsText()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync(Mover);
        Assert.StartsWith(SamplePanel.Sector, await visit.TextAsync("h1"), StringComparison.Ordinal);
        Assert.False(await visit.Page.EvaluateAsync<bool>("'hostile' in window"));
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task Pictures_AreSavedOfEachChart()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync(Mover);
        await visit.Page.Locator("figure[data-chart=waterfall] canvas").WaitForAsync();
        foreach (var (form, start) in new[] { ("PNG", "\u0089PNG"), ("SVG", "<svg") })
        {
            var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator("figure[data-chart=waterfall]").GetByRole(AriaRole.Button, new() { Name = form }).ClickAsync());
            Assert.StartsWith(start, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(await file.PathAsync(), Cancel)), StringComparison.Ordinal);
        }

        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task AnAnalyst_ConfirmsWithAReasonAndAReaderSeesIt()
    {
        const string Reason = "a <b>new</b> brand\nsince the 4th"; // browsers send its end of a line as two letters
        await using var analyst = await served.VisitAsync("analyst");
        await analyst.GoAsync(Links.Mover(SamplePanel.Month, SamplePanel.Sector, "purchases"));
        await analyst.Page.GetByLabel("Reason").FillAsync(Reason);
        await analyst.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Assertions.Expect(analyst.Page.Locator(".said .reason").First).ToHaveTextAsync(Reason, new() { UseInnerText = true });
        await using var reader = await served.VisitAsync();
        await reader.GoAsync(Links.Mover(SamplePanel.Month, SamplePanel.Sector, "purchases"));
        Assert.Equal(Reason, await reader.TextAsync(".said .reason"));
        Assert.Equal(0, await reader.Page.Locator("form.verdict").CountAsync());
        Assert.Empty(analyst.Troubles);
    }

    [Theory]
    [InlineData("reader", 403)]
    [InlineData("analyst", 400)]
    public async Task AVerdictWithoutTheRoleOrTheToken_IsRefused(string role, int status)
    {
        using var client = served.Client(await served.SessionAsync(role));
        using var form = new FormUrlEncodedContent([new("verdict", "confirmed"), new("reason", "none"), .. role == "reader" ? [new("__token", await TokenAsync(client))] : Array.Empty<KeyValuePair<string, string>>()]);
        using var answer = await client.PostAsync(new Uri(Mover, UriKind.Relative), form, Cancel);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/mover?month=2025-10&sector=Nowhere&metric=total_spend", 404)]
    [InlineData("/mover?month=2025-10&sector=Nowhere&metric=joy", 400)]
    [InlineData("/decompositions/999999", 404)]
    [InlineData("/drivers/999999", 404)]
    [InlineData("/ask/decomposition/999999", 404)]
    public async Task WhatIsNotThere_IsSaidOnAPage(string path, int status)
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync(path, status);
        Assert.NotEmpty(await visit.TextAsync("main h1"));
    }

    /// <summary>The token that a form of the session's own page holds.</summary>
    private static async Task<string> TokenAsync(HttpClient client)
    {
        var page = await client.GetStringAsync(new Uri("/movers", UriKind.Relative), Cancel);
        return page.Split("name=\"__token\"", 2) is [_, var rest] ? rest.Split("value=\"", 2)[1].Split('"')[0] : "";
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = served.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", served.KeyOf("reader"));
        using var page = JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancel));
        return page.RootElement.Clone();
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

    private static double? Number(JsonElement item, string name) => item.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
