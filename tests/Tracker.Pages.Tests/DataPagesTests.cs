using System.Net;
using Microsoft.Playwright;
using Tracker.Api;
using Tracker.Storage.Work;

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
        await Assertions.Expect(visit.Page.Locator("#work .work")).ToContainTextAsync("January 2024");
        await Assertions.Expect(visit.Page.Locator("#work progress").First).ToBeVisibleAsync();
        await visit.GoAsync("/runs");
        Assert.Equal("January 2024", await visit.TextAsync("section[aria-labelledby=ran] tbody th"));
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task WhatFailedForGood_SaysWhy_AndIsTriedAgainByAnOperator()
    {
        var item = await WorkLedger.AddAsync(served.Database.Source, NewWork.OfMonth(new(1999, 1)), "tests", Cancel);
        await EndOf(item);
        await using var visit = await served.VisitAsync("operator");
        await visit.GoAsync("/runs");
        var row = visit.Page.Locator("section[aria-labelledby=dead] tbody tr", new() { HasText = "January 1999" });
        await Assertions.Expect(row).ToContainTextAsync("month 1999-01: expected a complete month of the data");
        var dead = await EndOf(item);
        await row.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Uri(served.Address, "/runs").ToString());
        Assert.True((await EndOf(item)).FinishedAt > dead.FinishedAt);
        await using var audit = served.Database.Source.CreateCommand($"SELECT count(*) FROM tracker.audit WHERE action = 'work retried' AND subject = '1999-01 work {item.WorkId}'");
        Assert.Equal(1L, await audit.ExecuteScalarAsync(Cancel));
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task WhatIsNotDeadAnyMore_IsNotTriedAgain()
    {
        var item = await WorkLedger.AddAsync(served.Database.Source, NewWork.OfMonth(new(1999, 2)), "tests", Cancel);
        await EndOf(item);
        await ExecuteAsync($"UPDATE tracker.work SET status = 'done' WHERE work_id = {item.WorkId}");
        using var client = served.Client(await served.SessionAsync("operator"));
        var page = await client.GetStringAsync(new Uri("/runs", UriKind.Relative), Cancel);
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__token\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__token", token), new("work", $"{item.WorkId}")]);
        using var response = await client.PostAsync(new Uri("/runs?handler=retry", UriKind.Relative), form, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("It is not so any more", text, StringComparison.Ordinal);
        Assert.Contains($"Work {item.WorkId}: expected one that is dead, it is done.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsAskedForOnThePage_WaitsItsTurnAsFromTheApi()
    {
        using var client = served.Client(await served.SessionAsync("operator"));
        var page = await client.GetStringAsync(new Uri("/runs", UriKind.Relative), Cancel);
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__token\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__token", token), new("month", "1999-03")]);
        using var response = await client.PostAsync(new Uri("/runs?handler=compute", UriKind.Relative), form, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        await using var command = served.Database.Source.CreateCommand("SELECT max(priority) FROM tracker.work WHERE kind = 'month' AND month = '1999-03-01'");
        Assert.Equal((short)0, await command.ExecuteScalarAsync(Cancel));
    }

    [Theory]
    [InlineData("bought", "2025-10-01", """{"run": 1, "sector": "Fuel", "metrics": ["visits"]}""", "What was bought in Fuel, October 2025")]
    [InlineData("alert", null, "{}", "Alert of dead work")]
    [InlineData("alert", "2025-10-01", "{}", "Alert of October 2025")]
    public async Task Work_HasAName(string kind, string? month, string arguments, string expected)
    {
        var key = $"named {expected}";
        await ExecuteAsync($"INSERT INTO tracker.work (kind, key, month, arguments, not_before, actor) VALUES ('{kind}', '{key}', {(month is null ? "NULL" : $"'{month}'")}, '{arguments}', 'infinity', 'tests')");
        using var client = served.Client(await served.SessionAsync("reader"));
        var part = await client.GetStringAsync(new Uri("/runs?handler=work", UriKind.Relative), Cancel);
        await ExecuteAsync($"DELETE FROM tracker.work WHERE key = '{key}'");
        Assert.Contains($"<strong>{expected}</strong>", part, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reader", false)]
    [InlineData("analyst", false)]
    [InlineData("operator", true)]
    public async Task FoldersAndErrorsOfWork_AreForOperators(string role, bool seen)
    {
        await ExecuteAsync(
            $$"""
            INSERT INTO tracker.work (kind, arguments, key, status, attempt, not_before, steps, error, actor) VALUES
                ('ingest', '{"folder": "/srv/open-{{role}}"}', 'open {{role}}', 'queued', 1, 'infinity', '{}', 'no room on disk-{{role}}', 'tests'),
                ('ingest', '{"folder": "/srv/dead-{{role}}"}', 'dead {{role}}', 'dead', 5, now(), '{}', 'no answer of host-{{role}}', 'tests')
            """);
        using var client = served.Client(await served.SessionAsync(role));
        var page = await client.GetStringAsync(new Uri("/runs", UriKind.Relative), Cancel);
        var part = await client.GetStringAsync(new Uri("/runs?handler=work", UriKind.Relative), Cancel);
        await ExecuteAsync($"DELETE FROM tracker.work WHERE key IN ('open {role}', 'dead {role}')");
        Assert.Contains("<strong>Load", part, StringComparison.Ordinal);
        foreach (var text in new[] { $"/srv/open-{role}", $"disk-{role}" })
            Assert.Equal((text, seen, seen), (text, page.Contains(text, StringComparison.Ordinal), part.Contains(text, StringComparison.Ordinal)));
        foreach (var text in new[] { $"/srv/dead-{role}", $"host-{role}" })
            Assert.Equal((text, seen), (text, page.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TheSchedule_SaysWhenItIsNext()
    {
        var options = new ServiceOptions([new("http://127.0.0.1:0")], 1_000_000, [], false) { Schedule = new("30 4 1 1 *", null, TimeZoneInfo.Utc) };
        await using var app = await Service.StartAsync(served.Database, options, Cancel);
        using var client = served.Client(await served.SessionAsync("reader"));
        var page = await client.GetStringAsync(new Uri(new(app.Urls.Single()), "/runs"), Cancel);
        await app.StopAsync(Cancel);
        Assert.Contains($"complete months that are missing: next on {DateTime.UtcNow.Year + 1}-01-01 04:30 UTC <small>(<code>30 4 1 1 *</code>)</small>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("the early signal:", page, StringComparison.Ordinal);
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

    private async Task ExecuteAsync(string sql)
    {
        await using var command = served.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>What has become of work when it has ended.</summary>
    private async Task<WorkItem> EndOf(WorkItem item)
    {
        await foreach (var state in WorkLedger.WatchAsync(served.Database.Source, item.WorkId, Cancel))
            item = state;
        return item;
    }
}
