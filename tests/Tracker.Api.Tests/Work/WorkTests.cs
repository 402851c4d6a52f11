using System.Net;
using Npgsql;
using Tracker.Api.Tests.Access;
using Tracker.Storage.Work;

namespace Tracker.Api.Tests.Work;

[Collection(typeof(Served))]
public class WorkTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DeadWork_IsSeenAndRetriedByOperators()
    {
        var source = served.Database.Source;
        await WorkLedger.AddAsync(source, new NewWork("nothing", "before it"), "tests", Cancel);
        var added = await WorkLedger.AddAsync(source, new NewWork("nothing", $"{nameof(WorkTests)}") { Month = new(1950, 1) }.With(new { Region = "west" }), "tests", Cancel);
        await foreach (var _ in WorkLedger.WatchAsync(source, added.WorkId, Cancel))
        {
            // The service does not know such a kind.
        }

        var listed = Assert.Single((await served.GetAsync("/api/v1/work?status=dead&month=1950-01").JsonAsync()).Items());
        Assert.Equal(("nothing", "dead", """{"region": "west"}"""), (listed.Text("kind"), listed.Text("status"), listed.Text("arguments")));
        Assert.StartsWith("kind nothing: expected one of ", listed.Text("error"), StringComparison.Ordinal);
        Assert.Equal(listed.ToString(), (await served.GetAsync($"/api/v1/work/{added.WorkId}").JsonAsync()).ToString());
        Assert.Empty((await served.GetAsync("/api/v1/work?status=done&month=1950-01").JsonAsync()).Items());
        using (var first = await served.GetAsync("/api/v1/work?limit=1"))
        {
            var next = (await Task.FromResult(first).JsonAsync()).Text("next");
            Assert.Equal($"<{next}>; rel=\"next\"", Assert.Single(first.Headers.GetValues("Link")));
        }

        await served.GetAsync("/api/v1/work?status=failed").ProblemAsync(HttpStatusCode.BadRequest);

        using var client = served.As("operator");
        var retried = await client.PostAsync(new Uri($"/api/v1/work/{added.WorkId}/retry", UriKind.Relative), null, Cancel).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("queued", retried.Text("status"));
        Assert.Contains(await KeyTests.AuditOf(source, $"1950-01 work {added.WorkId}"), entry => entry.Action == "work retried");
        await ExecuteAsync(source, $"UPDATE tracker.work SET status = 'done' WHERE work_id = {added.WorkId}");
        using var refused = await client.PostAsync(new Uri($"/api/v1/work/{added.WorkId}/retry", UriKind.Relative), null, Cancel);
        Assert.Equal((HttpStatusCode.Conflict, $"work {added.WorkId}: expected one that is dead, it is done"), (refused.StatusCode, await Answers.ProblemOf(refused)));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
