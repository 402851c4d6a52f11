using Microsoft.Playwright;
using Tracker.Api.Pages;

namespace Tracker.Pages.Tests;

[Collection(typeof(Served))]
public class AskPageTests(Served served)
{
    [Fact]
    public async Task AQuestion_EndsInAnAnswerWithAPermanentLink()
    {
        await using var visit = await served.VisitAsync("analyst");
        await visit.GoAsync(Links.Ask(SamplePanel.Month, SamplePanel.Sector, "purchases", "2025-09"));
        await visit.Page.Locator("input[name=attribute]").First.CheckAsync();
        var attribute = await visit.Page.Locator("input[name=attribute]").First.GetAttributeAsync("value");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/decompositions/*");
        Assert.StartsWith(SamplePanel.Sector, await visit.TextAsync("h1"), StringComparison.Ordinal);
        Assert.Contains($"by {attribute}, as asked", await visit.TextAsync(".head .lead"), StringComparison.Ordinal);
        Assert.Empty(visit.Troubles);
        await using var colleague = await served.VisitAsync();
        await colleague.GoAsync(new Uri(visit.Page.Url).AbsolutePath);
        Assert.Equal(await visit.TextAsync("main > p:not(.crumb)"), await colleague.TextAsync("main > p:not(.crumb)"));
    }

    [Fact]
    public async Task ARefusedQuestion_SaysWhyAndCanBeAskedOtherwise()
    {
        await using var visit = await served.VisitAsync("analyst");
        await visit.GoAsync(Links.Ask(SamplePanel.Month, SamplePanel.Sector, "visits", "1999-01"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".refusal h2")).ToHaveTextAsync("Refused");
        Assert.Contains("reference 1999-01: expected a month of the data before 2025-10", await visit.TextAsync(".refusal"), StringComparison.Ordinal);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Ask otherwise" }).ClickAsync();
        Assert.Equal("visits", await visit.Page.Locator("select[name=metric]").InputValueAsync());
        Assert.Equal(SamplePanel.Sector, await visit.Page.Locator("select[name=sector]").InputValueAsync());
    }

    [Fact]
    public async Task MoreAttributesThanAllowed_AreRefusedOnTheForm()
    {
        await using var visit = await served.VisitAsync("analyst");
        await visit.GoAsync(Links.Ask(SamplePanel.Month, SamplePanel.Sector, "visits", null));
        foreach (var box in (await visit.Page.Locator("input[name=attribute]").AllAsync()).Take(AskModel.MostAttributes + 1))
            await box.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        Assert.Contains("attributes: expected 1 to 5, each once", await visit.TextAsync(".note"), StringComparison.Ordinal);
        Assert.Equal(AskModel.MostAttributes + 1, await visit.Page.Locator("input[name=attribute]:checked").CountAsync());
    }

    [Fact]
    public async Task Drivers_AreRankedOnRequest()
    {
        await using var visit = await served.VisitAsync("analyst");
        await visit.GoAsync(Links.Ask(SamplePanel.Month, SamplePanel.Sector, "purchases", "2025-09", "drivers"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await visit.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath.StartsWith("/drivers/", StringComparison.Ordinal));
        Assert.NotEqual(0, await visit.Page.Locator("table.pick tbody tr").CountAsync());
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task AReader_SeesAnswersButNoForm()
    {
        await using var visit = await served.VisitAsync();
        await visit.GoAsync("/ask");
        Assert.Equal(0, await visit.Page.Locator("form.ask").CountAsync());
        Assert.Contains("For analysts", await visit.TextAsync(".state"), StringComparison.Ordinal);
        Assert.NotEqual(0, await visit.Page.Locator("section[aria-labelledby=answers] li").CountAsync());
    }

    [Fact]
    public async Task TheFirstMonthOfTheCalendar_HasNoneBeforeIt()
    {
        using var client = served.Client(await served.SessionAsync("analyst"));
        using var response = await client.GetAsync(new Uri("/ask?month=0001-06", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task AnotherMonth_KeepsEachAttributeThatWasTicked()
    {
        using var client = served.Client(await served.SessionAsync("analyst"));
        var page = await client.GetStringAsync(new Uri("/ask?attribute=region&attribute=device", UriKind.Relative), TestContext.Current.CancellationToken);
        var month = page.Split("class=\"month\"", 2)[1].Split("</form>", 2)[0];
        Assert.Contains("action=\"/ask?attribute=region&amp;attribute=device\"", $"class=\"month\"{month}", StringComparison.Ordinal);
        foreach (var name in new[] { "region", "device" })
            Assert.Contains($"<input type=\"hidden\" name=\"attribute\" value=\"{name}\">", month, StringComparison.Ordinal);
    }
}
