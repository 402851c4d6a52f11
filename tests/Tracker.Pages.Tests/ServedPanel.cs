using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Tracker.Api;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Ingest;
using Tracker.Testing;

namespace Tracker.Pages.Tests;

/// <summary>A service on a computed panel, and a browser.</summary>
public abstract class ServedPanel(TestCluster cluster) : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Milliseconds until a test gives up on what does not come: on a busy machine a month takes its time.</summary>
    private const int Patience = 120_000;

    private readonly Dictionary<string, NewKey> keys = [];
    private TestDatabase? database;
    private TrackerDatabase? opened;
    private WebApplication? app;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public TrackerDatabase Database => opened!;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.CreateDatabaseAsync();
        var folder = await WritePanelAsync();
        opened = await database.OpenAsync();
        await Loader.LoadAsync(opened.Source, folder, null, CancellationToken.None);
        Directory.Delete(folder, recursive: true);
        await ComputeAsync(opened);
        foreach (var role in Enum.GetValues<Role>())
            keys[role.ToString().ToLowerInvariant()] = await ApiKeys.CreateAsync(opened.Source, role, "", null, "tests", CancellationToken.None);
        app = await StartAsync(opened);
        Address = new(app.Urls.Single());

        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (opened is not null)
            await opened.DisposeAsync();
        await database!.DisposeAsync();
    }

    /// <summary>Writes the panel into a folder of its own.</summary>
    protected abstract Task<string> WritePanelAsync();

    protected abstract Task ComputeAsync(TrackerDatabase database);

    public static Task<WebApplication> StartAsync(TrackerDatabase database) =>
        Service.StartAsync(database, new([new("http://127.0.0.1:0")], 1_000_000, [], false), CancellationToken.None);

    /// <summary>The key of a role, as people type it.</summary>
    public string KeyOf(string role) => keys[role].Key;

    /// <summary>A window of someone who is signed in.</summary>
    /// <param name="role">reader, analyst or operator; empty for nobody.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="dark">Whether the machine is set to dark.</param>
    /// <param name="script">Whether scripts run.</param>
    public async Task<Visit> VisitAsync(string role = "reader", int width = 1280, bool dark = false, bool script = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Patience);
        if (role.Length > 0)
            await context.AddCookiesAsync([new() { Name = "tracker_session", Value = await SessionAsync(role), Url = Address.ToString() }]);
        return await Visit.BeginAsync(context, Address);
    }

    /// <summary>What the cookie of a new session holds.</summary>
    public Task<string> SessionAsync(string role) => Sessions.BeginAsync(opened!.Source, keys[role].Id, CancellationToken.None);

    /// <summary>A client without a browser; it follows no redirect and keeps no cookie.</summary>
    public HttpClient Client(string? session = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        if (session is not null)
            client.DefaultRequestHeaders.Add("Cookie", $"tracker_session={session}");
        return client;
    }
}
