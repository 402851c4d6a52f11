using System.Net;
using System.Text.Json;
using Npgsql;
using Tracker.Cli.Tests;
using Tracker.Storage.Access;

namespace Tracker.Api.Tests.Access;

[Collection(typeof(Served))]
public class KeyTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_List_Revoke_FromTheCommandLine()
    {
        var created = JsonDocument.Parse((await served.CommandAsync("keys", "create", "--role", "reader", "--name", "Ada", "--expires", "90d", "--format", "json")).Output).RootElement;
        Assert.Equal(["id", "key"], created.EnumerateObject().Select(member => member.Name));
        var (id, key) = (created.Text("id"), created.Text("key"));
        using var client = new HttpClient { BaseAddress = served.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        var listing = (await served.CommandAsync("keys", "list", "--format", "json")).Output;
        Assert.DoesNotContain(key, listing, StringComparison.Ordinal);
        var listed = JsonDocument.Parse(listing).RootElement.EnumerateArray().Single(row => row.Text("id") == id);
        Assert.Equal(("Ada", "reader", "usable"), (listed.Text("name"), listed.Text("role"), listed.Text("state")));
        Assert.Equal(TimeSpan.FromDays(90), listed.GetProperty("expiresAt").GetDateTimeOffset() - listed.GetProperty("createdAt").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.String, listed.GetProperty("lastUsedAt").ValueKind);

        await served.CommandAsync("keys", "revoke", id);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
        Assert.Equal(
            [("command line", "key created"), ("command line", "key revoked")],
            await AuditOf(served.Database.Source, $"{id}%"));
    }

    [Theory]
    [InlineData("--role", "king")]
    [InlineData("--expires", "0d")]
    [InlineData("--expires", "90")]
    public async Task Create_WithBadArguments_IsRefused(string option, string value)
    {
        var refused = await TrackerProcess.RunAsync(["keys", "create", "--role", "reader", option, value, "--database", served.ConnectionString]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(option, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDatabase_HoldsNoKey()
    {
        await using var command = served.Database.Source.CreateCommand("SELECT count(*) FROM tracker.api_keys WHERE api_keys::text LIKE '%' || $1 || '%'");
        command.Parameters.Add(new() { Value = served.Keys["operator"]! });
        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task TooManyRequests_AreRefusedByKey()
    {
        await using var app = await Served.StartAsync(served.Database, requestsPerMinute: 5);
        var other = await ApiKeys.CreateAsync(served.Database.Source, Role.Reader, "", null, "tests", Cancel);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("X-Api-Key", served.Keys["reader"]);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        using var refused = await client.GetAsync(new Uri("/api/v1/metrics", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await Answers.ProblemOf(refused);

        client.DefaultRequestHeaders.Remove("X-Api-Key");
        client.DefaultRequestHeaders.Add("X-Api-Key", other.Key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
    }

    [Theory]
    [InlineData("127.0.0.0/8", HttpStatusCode.Unauthorized)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TooManyRequests)]
    public async Task AForwardedAddress_CountsOnlyFromANamedProxy(string proxy, HttpStatusCode fourth)
    {
        await using var app = await Served.StartAsync(served.Database, 3, IPNetwork.Parse(proxy));
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 4; i++)
        {
            client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"192.0.2.{i}");
            last = await StatusAsync(client);
        }

        Assert.Equal(fourth, last);
    }

    [Fact]
    public async Task OfSeveralNamedProxies_TheAddressBeforeThemCounts()
    {
        await using var app = await Served.StartAsync(served.Database, 3, IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"));
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        for (var i = 0; i < 4; i++)
        {
            client.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.1, 192.0.2.{i}, 10.0.0.7");
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
        await StatusAsync(client);
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(client)); // 192.0.2.3 alone, whoever it says it is
    }

    [Fact]
    public async Task ABindThatOthersReach_NeedsAKey()
    {
        await using var empty = await served.EmptyDatabaseAsync();
        var refused = await TrackerProcess.RunAsync("serve", "--urls", "http://0.0.0.0:0", "--database", empty.ConnectionString);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("the database has no key", refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Output);
    }

    internal static async Task<List<(string Actor, string Action)>> AuditOf(NpgsqlDataSource source, string subject)
    {
        await using var command = source.CreateCommand("SELECT actor, action FROM tracker.audit WHERE subject LIKE $1 ORDER BY audit_id");
        command.Parameters.Add(new() { Value = subject });
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        var entries = new List<(string, string)>();
        while (await rows.ReadAsync(Cancel))
            entries.Add((rows.GetString(0), rows.GetString(1)));
        return entries;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("/api/v1/metrics", UriKind.Relative), Cancel);
        return response.StatusCode;
    }
}
