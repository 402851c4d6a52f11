using System.Net;
using System.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Api.Schedule;

namespace Tracker.Api.Tests.Access;

[Collection(typeof(Served))]
public class AccessTests(Served served)
{
    private const string Anyone = "";

    private sealed record Expected(string LeastRole, string Path, HttpStatusCode Good, string? Body = null);

    /// <summary>Every endpoint: who may, a request that is in order, and what it gives.</summary>
    private static readonly Dictionary<string, Expected> Endpoints = new(OfTheScheduler)
    {
        ["GET /health/live"] = new(Anyone, "/health/live", HttpStatusCode.OK),
        ["GET /health/ready"] = new(Anyone, "/health/ready", HttpStatusCode.OK),
        ["GET /assets/{hash}/{name}"] = new(Anyone, "/assets/0/nothing.css", HttpStatusCode.NotFound),
        ["GET /openapi/v1.json"] = new(Anyone, "/openapi/v1.json", HttpStatusCode.OK),
        ["GET /docs"] = new("reader", "/docs", HttpStatusCode.OK),
        ["GET /api/v1/movers"] = new("reader", "/api/v1/movers?limit=1", HttpStatusCode.OK),
        ["GET /api/v1/movers/to-date"] = new("reader", "/api/v1/movers/to-date", HttpStatusCode.OK),
        ["GET /api/v1/drivers"] = new("reader", "/api/v1/drivers?sector=Groceries&metric=total_spend&reference=3", HttpStatusCode.NotFound),
        ["GET /api/v1/drivers/{id}"] = new("reader", "/api/v1/drivers/999999", HttpStatusCode.NotFound),
        ["POST /api/v1/drivers"] = new("analyst", "/api/v1/drivers", HttpStatusCode.Accepted, """{"month":"2025-10","sector":"Groceries","metric":"visits"}"""),
        ["GET /api/v1/drivers/requests/{id}"] = new("reader", "/api/v1/drivers/requests/999999", HttpStatusCode.NotFound),
        ["GET /api/v1/drivers/requests/{id}/events"] = new("reader", "/api/v1/drivers/requests/999999/events", HttpStatusCode.NotFound),
        ["GET /api/v1/bought"] = new("reader", "/api/v1/bought?sector=Groceries&metric=total_spend&reference=3", HttpStatusCode.NotFound),
        ["GET /api/v1/decompositions"] = new("reader", "/api/v1/decompositions", HttpStatusCode.OK),
        ["GET /api/v1/decompositions/{id}"] = new("reader", "/api/v1/decompositions/1", HttpStatusCode.OK),
        ["POST /api/v1/decompositions"] = new("analyst", "/api/v1/decompositions", HttpStatusCode.Accepted, """{"month":"2025-10","sector":"Groceries","metric":"visits","reference":"1"}"""),
        ["GET /api/v1/decompositions/requests/{id}"] = new("reader", "/api/v1/decompositions/requests/999999", HttpStatusCode.NotFound),
        ["GET /api/v1/decompositions/requests/{id}/events"] = new("reader", "/api/v1/decompositions/requests/999999/events", HttpStatusCode.NotFound),
        ["GET /api/v1/series"] = new("reader", "/api/v1/series?sector=Groceries&metric=visits", HttpStatusCode.OK),
        ["GET /api/v1/months"] = new("reader", "/api/v1/months", HttpStatusCode.OK),
        ["GET /api/v1/months/{month}/sectors"] = new("reader", "/api/v1/months/2025-10/sectors", HttpStatusCode.OK),
        ["GET /api/v1/months/{month}/shocks"] = new("reader", "/api/v1/months/2025-10/shocks", HttpStatusCode.OK),
        ["GET /api/v1/sectors"] = new("reader", "/api/v1/sectors", HttpStatusCode.OK),
        ["GET /api/v1/metrics"] = new("reader", "/api/v1/metrics", HttpStatusCode.OK),
        ["GET /api/v1/attributes"] = new("reader", "/api/v1/attributes", HttpStatusCode.OK),
        ["GET /api/v1/runs"] = new("reader", "/api/v1/runs", HttpStatusCode.OK),
        ["GET /api/v1/runs/{id}"] = new("reader", "/api/v1/runs/1", HttpStatusCode.OK),
        ["POST /api/v1/runs"] = new("operator", "/api/v1/runs", HttpStatusCode.Accepted, """{"month":"2025-10"}"""),
        ["GET /api/v1/runs/requests/{id}"] = new("reader", "/api/v1/runs/requests/999999", HttpStatusCode.NotFound),
        ["GET /api/v1/runs/requests/{id}/events"] = new("reader", "/api/v1/runs/requests/999999/events", HttpStatusCode.NotFound),
        ["GET /api/v1/work"] = new("operator", "/api/v1/work?limit=1", HttpStatusCode.OK),
        ["GET /api/v1/work/{id}"] = new("operator", "/api/v1/work/999999", HttpStatusCode.NotFound),
        ["POST /api/v1/work/{id}/retry"] = new("operator", "/api/v1/work/999999/retry", HttpStatusCode.NotFound),
        ["GET /api/v1/revisions"] = new("reader", "/api/v1/revisions", HttpStatusCode.OK),
        ["GET /api/v1/annotations"] = new("reader", "/api/v1/annotations", HttpStatusCode.OK),
        ["GET /api/v1/annotations/{id}"] = new("reader", "/api/v1/annotations/999999", HttpStatusCode.NotFound),
        ["POST /api/v1/annotations"] = new(
            "analyst", "/api/v1/annotations", HttpStatusCode.UnprocessableEntity,
            """{"month":"2025-10","sector":"nothing","metric":"visits","verdict":"dismissed","reason":"none of this name"}"""),
        ["GET /api/v1/loads"] = new("reader", "/api/v1/loads", HttpStatusCode.OK),
        ["GET /api/v1/rejects"] = new("operator", "/api/v1/rejects", HttpStatusCode.OK),
        ["GET /api/v1/coverage"] = new("reader", "/api/v1/coverage?months=2", HttpStatusCode.OK),
    };

    private static Dictionary<string, Expected> OfTheScheduler => Scheduler.Name == "Hangfire"
        ? new()
        {
            ["GET /jobs/{**path}"] = new("operator", "/jobs", HttpStatusCode.OK),
            ["POST /jobs/{**path}"] = new("operator", "/jobs/nothing", HttpStatusCode.NotFound),
        }
        : [];

    private static readonly string[] Roles = ["reader", "analyst", "operator"];

    /// <summary>Of pages the tests with a browser know.</summary>
    [Fact]
    public void EveryEndpoint_HasAnExpectation()
    {
        var mapped = served.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null).SelectMany(
            endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods,
            (endpoint, method) => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}");
        Assert.Equal(Endpoints.Keys.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("unknown")]
    [InlineData("expired")]
    [InlineData("revoked")]
    [InlineData("reader")]
    [InlineData("analyst")]
    [InlineData("operator")]
    public async Task EveryEndpoint_AnswersWhoMayAndRefusesWhoMayNot(string who)
    {
        using var client = served.As(who);
        foreach (var (name, expected) in Endpoints)
        {
            using var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0]), expected.Path);
            if (expected.Body is { } body)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((name, StatusFor(who, expected)), (name, response.StatusCode));
            if ((int)response.StatusCode >= 400)
                await Answers.ProblemOf(response);
        }
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/openapi/v2.json")]
    public async Task WhatIsNotThere_IsSaidOnlyToThoseWithAKey(string path)
    {
        await served.GetAsync(path, "none").ProblemAsync(HttpStatusCode.Unauthorized);
        await served.GetAsync(path, "reader").ProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/movers", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/api/v1/runs", HttpStatusCode.MethodNotAllowed)]
    public async Task AnotherMethod_IsRefused(string method, string path, HttpStatusCode expected)
    {
        using var client = served.As("reader");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        await client.SendAsync(request, TestContext.Current.CancellationToken).ProblemAsync(expected);
    }

    [Fact]
    public async Task NoAnswer_NamesAConsumer()
    {
        var ids = new List<string>();
        await using (var command = served.Database.Source.CreateCommand("SELECT external_id FROM warehouse.consumers"))
        {
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await rows.ReadAsync(TestContext.Current.CancellationToken))
                ids.Add(rows.GetString(0));
        }

        Assert.Equal(150, ids.Count);
        foreach (var (name, expected) in Endpoints.Where(endpoint => endpoint.Key.StartsWith("GET", StringComparison.Ordinal) && endpoint.Value.Good == HttpStatusCode.OK))
        {
            var answer = await served.GetAsync(expected.Path.Replace("?limit=1", "", StringComparison.Ordinal)).TextAsync();
            Assert.DoesNotContain(ids, id => answer.Contains($"\"{id}\"", StringComparison.Ordinal) || answer.Contains($"{id},", StringComparison.Ordinal));
            Assert.True(answer.Length > 0, name);
        }
    }

    [Fact]
    public async Task ARefusal_SaysWhatIsMissing()
    {
        Assert.Contains("X-Api-Key", await served.GetAsync("/api/v1/movers", "none").ProblemAsync(HttpStatusCode.Unauthorized), StringComparison.Ordinal);
        Assert.EndsWith(" has expired", await served.GetAsync("/api/v1/movers", "expired").ProblemAsync(HttpStatusCode.Unauthorized), StringComparison.Ordinal);
        Assert.EndsWith(" was revoked", await served.GetAsync("/api/v1/movers", "revoked").ProblemAsync(HttpStatusCode.Unauthorized), StringComparison.Ordinal);
        Assert.Equal("expected a key of the role operator", await served.GetAsync("/api/v1/rejects", "reader").ProblemAsync(HttpStatusCode.Forbidden));
        using var response = await served.GetAsync("/api/v1/movers", "none");
        Assert.Equal("ApiKey", response.Headers.WwwAuthenticate.ToString());
    }

    private static HttpStatusCode StatusFor(string who, Expected expected)
    {
        if (expected.LeastRole == Anyone)
            return expected.Good;
        if (!Roles.Contains(who))
            return HttpStatusCode.Unauthorized;
        return Array.IndexOf(Roles, who) >= Array.IndexOf(Roles, expected.LeastRole) ? expected.Good : HttpStatusCode.Forbidden;
    }
}
