using System.Net;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Tracker.Cli.Tests;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Testing;

namespace Tracker.Api.Tests;

/// <summary>One service for the tests that change nothing others see: a small panel with refused rows, two computed months, one of them revised, keys of all kinds.</summary>
[CollectionDefinition]
public sealed class Served(TestCluster cluster) : ICollectionFixture<Served>, IAsyncLifetime
{
    public const string Month = "2025-10";

    private TestDatabase? database;
    private TrackerDatabase? opened;
    private WebApplication? app;

    public IServiceProvider Services => app!.Services;

    public TrackerDatabase Database => opened!;

    /// <summary>For <c>--database</c>.</summary>
    public string ConnectionString => database!.ConnectionString;

    public Uri Address { get; private set; } = null!;

    /// <summary>By who holds it: none, unknown, reader, analyst, operator, expired, revoked.</summary>
    public IReadOnlyDictionary<string, string?> Keys { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.CreateDatabaseAsync();
        var folder = Directory.CreateTempSubdirectory("tracker-api-").FullName;
        await Done(["generate", "--out", folder, "--consumers", "150", "--months", "26"]);
        var file = Path.Combine(folder, "events", $"{Month}.csv");
        var whole = await File.ReadAllLinesAsync(file);
        await File.WriteAllLinesAsync(file, whole.Where((_, line) => line == 0 || line % 5 > 0 || line == whole.Length - 1));
        await File.WriteAllTextAsync(Path.Combine(folder, "events", "bad.csv"), $"{whole[0]}\n{string.Concat(Enumerable.Range(0, 30).Select(i => $"=x{i}\n"))}");
        await Done(["ingest", folder]);
        await Done(["run", "--from", "2025-09"]);
        await File.WriteAllLinesAsync(file, whole);
        await Done(["ingest", folder]);
        await Done(["run", "--stale"]);
        Directory.Delete(folder, recursive: true);

        opened = await database.OpenAsync();
        Keys = await KeysAsync(opened.Source);
        app = await StartAsync(opened);
        Address = new(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await app!.StopAsync(); // disposal alone does not wait for what is computed
        await app.DisposeAsync();
        await opened!.DisposeAsync();
        await database!.DisposeAsync();
    }

    /// <summary>A service on a free port of the machine itself.</summary>
    public static Task<WebApplication> StartAsync(TrackerDatabase database, int requestsPerMinute = 1_000_000, params IPNetwork[] proxies) =>
        Service.StartAsync(database, new([new("http://127.0.0.1:0")], requestsPerMinute, proxies, false), TestContext.Current.CancellationToken);

    /// <summary>A client with the key of someone.</summary>
    public HttpClient As(string who)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (Keys[who] is { } key)
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string who = "operator", string? accept = null)
    {
        using var client = As(who);
        if (accept is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        return await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    public static async Task<IReadOnlyDictionary<string, string?>> KeysAsync(NpgsqlDataSource source)
    {
        var keys = new Dictionary<string, string?> { ["none"] = null, ["unknown"] = "trk_unknown" };
        foreach (var role in Enum.GetValues<Role>())
            keys[role.ToString().ToLowerInvariant()] = (await CreateAsync(role, null)).Key;
        keys["expired"] = (await CreateAsync(Role.Operator, TimeSpan.FromTicks(10))).Key;
        var revoked = await CreateAsync(Role.Operator, null);
        keys["revoked"] = revoked.Key;
        await ApiKeys.RevokeAsync(source, revoked.Id, "tests", CancellationToken.None);
        return keys;

        Task<NewKey> CreateAsync(Role role, TimeSpan? lifetime) => ApiKeys.CreateAsync(source, role, "", lifetime, "tests", CancellationToken.None);
    }

    /// <summary>A database without any schema.</summary>
    public Task<TestDatabase> EmptyDatabaseAsync() => cluster.CreateDatabaseAsync();

    internal async Task<TrackerProcess> CommandAsync(params string[] arguments) => await Done(arguments);

    private async Task<TrackerProcess> Done(string[] arguments)
    {
        string[] database = arguments[0] == "generate" ? [] : ["--database", ConnectionString];
        var done = await TrackerProcess.RunAsync([.. arguments, .. database]);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
        return done;
    }
}
