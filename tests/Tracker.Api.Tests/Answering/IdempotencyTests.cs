using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tracker.Api.Tests.Access;
using Tracker.Storage.Access;
using Tracker.Storage.Work;

namespace Tracker.Api.Tests.Answering;

[Collection(typeof(Served))]
public class IdempotencyTests(Served served)
{
    private const string Path = "/api/v1/decompositions";
    private const string Body = """{"month":"2025-10","sector":"Fuel","metric":"visits","reference":"1"}""";
    private const string Other = """{"month":"2025-10","sector":"Fuel","metric":"visits","reference":"2"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheSameRequestWithTheSameKey_HasTheSameAnswer()
    {
        var first = await AskAsync("a-1", Body);
        await served.GetAsync($"{first.Location}/events").TextAsync();
        Assert.Equal(first, await AskAsync("a-1", Body));
        Assert.Equal(first, await AskAsync("\"a-1\"", """{ "reference": "1", "metric": "visits", "sector": "Fuel", "month": "2025-10" }"""));
        Assert.NotEqual(first.Location, (await AskAsync("a-2", Body)).Location);
        Assert.NotEqual(first.Location, (await AskAsync("a-1", Body, "operator")).Location);
    }

    [Fact]
    public async Task AKey_IsOfOneRequest()
    {
        await AskAsync("b", Body);
        var refused = await AskAsync("b", Other);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("another request had this one", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARequestThatIsRefused_LeavesItsKeyFree()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync("c", Body.Replace("Fuel", "None", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync("c", Body)).Status);
    }

    [Fact]
    public async Task WhatIsBeingAnswered_IsAConflict_UntilItWasCutOff()
    {
        var first = await AskAsync("d", Body);
        await ExecuteAsync("UPDATE tracker.repeatable_requests SET status = NULL, location = NULL, body = NULL WHERE repeat_key = 'd'");
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync("d", Body)).Status);
        await ExecuteAsync("UPDATE tracker.repeatable_requests SET began_at = now() - interval '59 seconds' WHERE repeat_key = 'd'");
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync("d", Body)).Status);
        await ExecuteAsync("UPDATE tracker.repeatable_requests SET began_at = now() - interval '61 seconds' WHERE repeat_key = 'd'");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.Status, (await AskAsync("d", Body)).Status));
    }

    [Fact]
    public async Task AnAnswer_IsRememberedForTwoDays()
    {
        var first = await AskAsync("e", Body);
        await served.GetAsync($"{first.Location}/events").TextAsync();
        await ExecuteAsync($"UPDATE tracker.repeatable_requests SET began_at = now() - interval '{RepeatableRequests.Kept.TotalHours - 1} hours' WHERE repeat_key = 'e'");
        Assert.Equal(first, await AskAsync("e", Body));
        await ExecuteAsync($"UPDATE tracker.repeatable_requests SET began_at = now() - interval '{RepeatableRequests.Kept.TotalHours + 1} hours' WHERE repeat_key = 'e'");
        Assert.NotEqual(first.Location, (await AskAsync("e", Other)).Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("\"\"")]
    [InlineData("a\u007f")]
    public async Task AKeyThatIsNone_IsRefused(string key)
    {
        var refused = await AskAsync(key, Body);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Idempotency-Key: expected 1 to 255 visible ASCII letters", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(255, HttpStatusCode.Accepted)]
    [InlineData(256, HttpStatusCode.BadRequest)]
    public async Task AKey_HasAtMost255Letters(int letters, HttpStatusCode expected) => Assert.Equal(expected, (await AskAsync(new('k', letters), Body)).Status);

    [Fact]
    public async Task EightAtOnce_AreOneAnswerOrAConflict()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync("f", Body)));
        Assert.Single(answers.Where(answer => answer.Status == HttpStatusCode.Accepted).Distinct());
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.Conflict, answer.Text));
    }

    [Theory]
    [InlineData("/api/v1/annotations", """{"month":"2025-10","sector":"Fuel","metric":"visits","verdict":"dismissed","reason":"said twice"}""", HttpStatusCode.Created)]
    [InlineData("/api/v1/runs", """{"month":"2025-10"}""", HttpStatusCode.Accepted)]
    public async Task WhateverIsPosted_IsDoneOnce(string path, string body, HttpStatusCode expected)
    {
        var first = await AskAsync("g", body, "operator", path);
        Assert.Equal(expected, first.Status);
        if (expected == HttpStatusCode.Accepted)
            await served.GetAsync($"{first.Location}/events").TextAsync(); // the same month is the same request as long as it is open
        Assert.Equal(first, await AskAsync("g", body, "operator", path));
        Assert.NotEqual(first.Location, (await AskAsync("h", body, "operator", path)).Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync("g", Body, "operator")).Status);
        await ExecuteAsync("DELETE FROM tracker.repeatable_requests WHERE repeat_key IN ('g', 'h')");
    }

    [Fact]
    public async Task ARetry_IsDoneOnce()
    {
        var item = await WorkLedger.AddAsync(served.Database.Source, new("nothing", $"{nameof(ARetry_IsDoneOnce)}") { Month = new(1951, 1) }, "tests", Cancel);
        await EndAsync();
        var path = $"/api/v1/work/{item.WorkId}/retry";
        var first = await AskAsync("i", "", "operator", path);
        Assert.Equal(HttpStatusCode.Accepted, first.Status);
        await EndAsync();
        Assert.Equal(first, await AskAsync("i", "", "operator", path));
        Assert.Single(await KeyTests.AuditOf(served.Database.Source, $"1951-01 work {item.WorkId}"), entry => entry.Action == "work retried");

        // The service does not know such a kind: it is dead soon.
        async Task EndAsync()
        {
            await foreach (var _ in WorkLedger.WatchAsync(served.Database.Source, item.WorkId, Cancel))
            {
                // Until it has ended.
            }
        }
    }

    private async Task<(HttpStatusCode Status, string? Location, string Text)> AskAsync(string key, string body, string who = "analyst", string path = Path)
    {
        using var client = served.As(who);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await client.SendAsync(request, Cancel);
        return (response.StatusCode, response.Headers.Location?.ToString(), await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = served.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
