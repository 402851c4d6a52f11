using System.Net;
using System.Net.Http.Json;
using Tracker.Api.Tests.Access;

namespace Tracker.Api.Tests.Annotations;

[Collection(typeof(Served))]
public class AnnotationTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMover_IsConfirmedOrDismissed()
    {
        var mover = (await served.GetAsync("/api/v1/movers?limit=1").JsonAsync()).Items()[0];
        using var client = served.As("analyst");
        var said = new { month = mover.Text("month"), sector = mover.Text("sector"), metric = mover.Text("metric"), verdict = "confirmed", reason = "Robert'); DROP TABLE tracker.movers; --" };
        using var created = await client.PostAsJsonAsync("/api/v1/annotations", said, Cancel);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var row = await served.GetAsync(created.Headers.Location!.ToString(), "reader").JsonAsync();
        Assert.Equal((said.sector, said.metric, said.verdict, said.reason), (row.Text("sector"), row.Text("metric"), row.Text("verdict"), row.Text("reason")));
        Assert.Equal(row.ToString(), (await served.GetAsync($"/api/v1/annotations?month={said.month}&limit=1").JsonAsync()).Items()[0].ToString());
        Assert.Equal([(row.Text("author"), "mover confirmed")], await KeyTests.AuditOf(served.Database.Source, $"% annotation {row.GetProperty("annotation")}"));
    }

    [Theory]
    [InlineData("one\r\ntwo\r\n", "one\ntwo")]
    [InlineData(" one\rtwo\n\tthree", "one\ntwo\n\tthree")]
    public async Task AReason_MayHaveLines_HoweverTheyEnd(string reason, string expected)
    {
        using var client = served.As("analyst");
        using var created = await client.PostAsJsonAsync("/api/v1/annotations", new { month = "2025-10", sector = "Groceries", metric = "purchases", verdict = "confirmed", reason }, Cancel);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(expected, (await served.GetAsync(created.Headers.Location!.ToString(), "reader").JsonAsync()).Text("reason"));
    }

    [Theory]
    [InlineData("2025-10", "visits", "perhaps", "why", HttpStatusCode.BadRequest)]
    [InlineData("2025-10", "visits", "dismissed", " ", HttpStatusCode.BadRequest)]
    [InlineData("2025-10", "visits", "dismissed", "a\0b", HttpStatusCode.BadRequest)]
    [InlineData("2025-10", "luck", "dismissed", "why", HttpStatusCode.UnprocessableEntity)]
    [InlineData("2020-01", "visits", "dismissed", "why", HttpStatusCode.NotFound)]
    public async Task WhatIsNoWordOnAMover_IsRefused(string month, string metric, string verdict, string reason, HttpStatusCode expected)
    {
        using var client = served.As("analyst");
        await client.PostAsJsonAsync("/api/v1/annotations", new { month, sector = "Groceries", metric, verdict, reason }, Cancel).ProblemAsync(expected);
    }
}
