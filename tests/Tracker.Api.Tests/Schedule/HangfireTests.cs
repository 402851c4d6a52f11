using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Tracker.Api.Access;
using Tracker.Api.Schedule;
using Tracker.Storage.Access;

namespace Tracker.Api.Tests.Schedule;

/// <summary>What a build with the other scheduler has besides.</summary>
[Collection(typeof(Served))]
public partial class HangfireTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Served served;

    public HangfireTests(Served served)
    {
        Assert.SkipUnless(Scheduler.Name == "Hangfire", "this build has Quartz: -p:Scheduler=Hangfire makes the other");
        this.served = served;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatSomebodyWaitsFor_IsAJobThatKnowsItsNumberAlone()
    {
        using var client = served.As("analyst");
        var body = new { month = Served.Month, sector = "Groceries", metric = "visits", reference = "3", attributes = new[] { "gender" } };
        var asked = await client.PostAsJsonAsync("/api/v1/decompositions", body, Cancel).JsonAsync(HttpStatusCode.Accepted);
        var work = asked.GetProperty("request").GetInt64();
        await served.GetAsync($"/api/v1/decompositions/requests/{work}/events", "reader").TextAsync();

        var until = DateTime.UtcNow + Patience;
        while (await JobAsync(work) is not "Succeeded" && DateTime.UtcNow < until)
            await Task.Delay(100, Cancel);
        Assert.Equal("Succeeded", await JobAsync(work));
        Assert.Equal("done 1", await ScalarAsync($"SELECT concat_ws(' ', status, attempt) FROM tracker.work WHERE work_id = {work}"));
    }

    [Fact]
    public async Task TheDashboard_HasAPolicyOfItsOwn_AndLoadsFromBesideIt()
    {
        using var response = await served.GetAsync("/jobs");
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync(Cancel);
        var loaded = Loaded().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.True(loaded.Count >= 2, page);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        foreach (var path in loaded)
        {
            Assert.StartsWith("/jobs/", path, StringComparison.Ordinal);
            Assert.NotEqual("", await served.GetAsync(path).TextAsync());
        }
    }

    [Fact]
    public async Task ASessionThatPostsToTheDashboard_NeedsItsToken()
    {
        using var client = served.As("none");
        var session = await Sessions.BeginAsync(served.Database.Source, (await ApiKeys.FindAsync(served.Database.Source, served.Keys["operator"]!, Cancel))!.Id, Cancel);
        client.DefaultRequestHeaders.Add("Cookie", $"{SessionAuthentication.Cookie}={session}");
        var page = await client.GetStringAsync(new Uri("/jobs/recurring", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(null));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Token().Match(page).Groups[1].Value));

        async Task<HttpStatusCode> PostAsync(string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/jobs/recurring/trigger") { Content = new FormUrlEncodedContent([new("jobs[]", "nothing")]) };
            if (token is not null)
                request.Headers.Add("X-Token", token);
            using var response = await client.SendAsync(request, Cancel);
            return response.StatusCode;
        }
    }

    /// <summary>The state of the job of an item of work; null where none has it as its only argument.</summary>
    private async Task<string?> JobAsync(long work) =>
        await ScalarAsync($"SELECT statename FROM hangfire.job WHERE arguments::jsonb = '[\"{work}\", null]'") as string;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = served.Database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }

    [GeneratedRegex("(?:<script src|<link rel=\"stylesheet\" href)=\"([^\"]+)\"")]
    private static partial Regex Loaded();

    [GeneratedRegex("name=\"csrf-token\" content=\"([^\"]+)\"")]
    private static partial Regex Token();
}
