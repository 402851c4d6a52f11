using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Tracker.Api.Access;
using Tracker.Api.Annotations;
using Tracker.Api.Answers;
using Tracker.Api.Attributes;
using Tracker.Api.Bought;
using Tracker.Api.Coverage;
using Tracker.Api.Decompositions;
using Tracker.Api.Drivers;
using Tracker.Api.Health;
using Tracker.Api.Loads;
using Tracker.Api.Metrics;
using Tracker.Api.Months;
using Tracker.Api.Movers;
using Tracker.Api.OpenApi;
using Tracker.Api.Pages;
using Tracker.Api.Rejects;
using Tracker.Api.Revisions;
using Tracker.Api.Runs;
using Tracker.Api.Schedule;
using Tracker.Api.Sectors;
using Tracker.Api.Series;
using Tracker.Api.Telemetry;
using Tracker.Api.Work;
using Tracker.Jobs.Work;
using Tracker.Storage;
using Tracker.Storage.Access;

namespace Tracker.Api;

/// <summary>The running service: wiring only.</summary>
public static class Service
{
    private const long LargestBody = 1 << 16;

    /// <summary>Bytes. What is longer the server itself refuses, without a problem document.</summary>
    private const int LongestLine = 65_536;

    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(30);

    /// <summary>Serves until cancelled, then lets requests end and hands a computation back.</summary>
    /// <param name="database">Stays open as long as it serves.</param>
    /// <param name="options">Checked.</param>
    /// <param name="started">Told the addresses.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StorageException">Others could reach it and there is no key.</exception>
    public static async Task RunAsync(TrackerDatabase database, ServiceOptions options, Action<IReadOnlyCollection<string>> started, CancellationToken cancellation)
    {
        using var exporting = Exporting.Start(options.Telemetry, database);
        await using var app = await StartAsync(database, options, cancellation);
        started([.. app.Urls]);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, app.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.StopAsync(CancellationToken.None);
        if (!cancellation.IsCancellationRequested)
            throw new InvalidOperationException("the service ended by itself");
    }

    /// <param name="more">Maps endpoints besides, for measurements.</param>
    internal static async Task<WebApplication> StartAsync(
        TrackerDatabase database, ServiceOptions options, CancellationToken cancellation, Action<IEndpointRouteBuilder>? more = null)
    {
        if (!options.OnlyLoopback && !await ApiKeys.AnyUsableAsync(database.Source, cancellation))
        {
            throw new StorageException(
                $"--urls {string.Join(';', options.Urls)}: others could reach it and the database has no key: expected tracker keys create --role operator before, or a loopback address");
        }

        var app = Create(database, options);
        more?.Invoke(app);
        await app.StartAsync(cancellation);
        return app;
    }

    private static WebApplication Create(TrackerDatabase database, ServiceOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear(); // what is configured is in the options, and checked
        Logs.Add(builder.Logging, options.JsonLogs);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestLineSize = LongestLine;
        });
        var services = builder.Services;
        services.AddSingleton<IHostLifetime, OwnedLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        services.ConfigureHttpJsonOptions(json => StrictJson.Apply(json.SerializerOptions));
        services.AddSingleton(database);
        services.AddSingleton(new DemoAccess(options.WithoutKeys));
        services.AddSingleton<LatestState>();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<WrittenAnswers>();
        services.AddSingleton<PublishedRuns>();
        services.AddSingleton<MoverCache>();
        services.AddSingleton<EarlyMoverCache>();
        services.AddSingleton<PanelCache>();
        services.AddSingleton(options);
        services.AddSingleton(provider => new Worker(Worker.UsualName, database, JobTable.All, options.Work, provider.GetRequiredService<ILogger<Worker>>()));
        services.AddHostedService<WorkService>();
        Scheduler.Add(services, options.Schedule);
        Problems.Add(services);
        Roles.Add(services);
        RateLimits.Add(services, options.RequestsPerMinute);
        ApiDocument.Add(services);
        PageSetup.Add(services);
        ReferencePage.Add(services);

        var app = builder.Build();
        foreach (var url in options.Urls)
            app.Urls.Add(url.ToString());
        if (options.TrustedProxies.Count > 0)
            app.UseForwardedHeaders(Forwarded(options.TrustedProxies));
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UsePages();
        app.UseRouting();
        app.Use(RequestSpans.DescribeAsync);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();

        app.MapHealth();
        app.MapApiDocument();
        app.MapAssets();
        app.MapRazorPages();
        app.MapReferencePage();
        Scheduler.Map(app);
        var api = app.MapGroup("/api/v1").AddEndpointFilterFactory(KnownParameters.Factory).AddEndpointFilter(Media.Filter);
        api.MapMovers();
        api.MapDrivers();
        api.MapBought();
        api.MapDecompositions();
        api.MapSeries();
        api.MapMonths();
        api.MapSectors();
        api.MapMetrics();
        api.MapAttributes();
        api.MapRuns();
        api.MapWork();
        api.MapRevisions();
        api.MapAnnotations();
        api.MapLoads();
        api.MapRejects();
        api.MapCoverage();
        return app;
    }

    private static ForwardedHeadersOptions Forwarded(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            forwarded.KnownIPNetworks.Add(proxy);
        return forwarded;
    }

    /// <summary>Signals belong to the command line, which cancels.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
