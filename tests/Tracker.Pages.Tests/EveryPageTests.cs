using System.Text.Json;
using Microsoft.Playwright;
using Tracker.Api.Pages;
using Tracker.Testing;

namespace Tracker.Pages.Tests;

/// <summary>What holds for each page.</summary>
[Collection(typeof(Served))]
public class EveryPageTests(Served served)
{
    private const long MostBytes = 400_000;

    /// <summary>Every page: its address, and who looks at it.</summary>
    public static TheoryData<string, string> Pages => new()
    {
        { "/sign-in", "" },
        { "/movers", "reader" },
        { $"/movers?month={SamplePanel.Unfinished}", "operator" },
        { "/movers?month=2025-08", "reader" },
        { "/movers?month=1999-01", "reader" },
        { "/movers?metric=visits&significant=true&sort=-cii", "reader" },
        { Links.Mover(SamplePanel.Month, SamplePanel.Sector, "total_spend"), "analyst" },
        { Links.Mover(SamplePanel.Month, SamplePanel.Sector, "conversion"), "reader" },
        { $"{Links.Mover(SamplePanel.Month, SamplePanel.Sector, "total_spend")}&reference=2024-10", "reader" },
        { "/ask", "analyst" },
        { "/ask", "reader" },
        { "/decompositions/1", "reader" },
        { "/drivers/1", "reader" },
        { "/runs", "operator" },
        { "/months", "operator" },
        { "/loads", "operator" },
        { "/rejects", "operator" },
    };

    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(Repository.Root, "src", "Tracker.Api", "Web", "dist", "tests", "axe.js")));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task IsSafeAndQuietAndOpenToAll(string path, string who)
    {
        foreach (var dark in new[] { false, true })
        {
            await using var visit = await served.VisitAsync(who, dark ? 390 : 1280, dark);
            var response = await visit.GoAsync(path);
            var policy = (await response.AllHeadersAsync())["content-security-policy"];
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.Empty(await SeriousAsync(visit.Page));
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {(dark ? 390 : 1280)}");
            Assert.False(await visit.Page.EvaluateAsync<bool>("'hostile' in window"), "script from the data ran");
            Assert.Empty(visit.Troubles);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("/movers?rows=all", "operator")]
    public async Task WeighsLessThan400Kilobytes(string path, string who)
    {
        await using var visit = await served.VisitAsync(who);
        var answers = new List<IResponse>();
        visit.Page.Response += (_, response) => answers.Add(response);
        await visit.GoAsync(path);
        await visit.Page.WaitForLoadStateAsync(LoadState.Load);
        long bytes = 0;
        foreach (var answer in answers.ToList().Where(answer => !answer.Url.StartsWith("data:", StringComparison.Ordinal) && !answer.Url.EndsWith("=events", StringComparison.Ordinal)))
        {
            var sizes = await answer.Request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }

        Assert.InRange(bytes, 1000, MostBytes);
    }

    [Theory]
    [InlineData("/movers", "Sectors by metric")]
    [InlineData("/months", "published")]
    [InlineData("/decompositions/1", "How the change adds up")]
    [InlineData("/ask", "For analysts")]
    [InlineData("/runs", "What ran")]
    public async Task SaysTheSameWithoutScripts(string path, string text)
    {
        await using var visit = await served.VisitAsync(script: false);
        await visit.GoAsync(path);
        Assert.Contains(text, await visit.TextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(0, await visit.Page.Locator(".needs-script:visible").CountAsync());
    }

    [Theory]
    [InlineData("/nothing", "There is nothing here")]
    [InlineData("/movers?month=never", "This address says something else than expected")]
    public async Task AnAddressWithoutAPage_SaysSoOnAPage(string path, string title)
    {
        using var client = served.Client(await served.SessionAsync("reader"));
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"<h1>{title}</h1>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True((int)response.StatusCode is 400 or 404);
        Assert.True(response.Headers.Contains("Content-Security-Policy"));
    }

    /// <summary>What axe finds that is serious or critical: the rule and the elements.</summary>
    private static async Task<IReadOnlyList<string>> SeriousAsync(IPage page)
    {
        await page.EvaluateAsync(Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] })");
        return
        [
            .. found.GetProperty("violations").EnumerateArray()
                .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(violation => $"{violation.GetProperty("id").GetString()}: {string.Join("; ", violation.GetProperty("nodes").EnumerateArray().Select(node =>
                    $"{node.GetProperty("html").GetString()} {node.GetProperty("failureSummary").GetString()}"))}"),
        ];
    }
}
