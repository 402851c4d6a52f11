using Cronos;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using Npgsql;
using Tracker.Api.Access;
using Tracker.Storage;
using Tracker.Storage.Access;

namespace Tracker.Api.Schedule;

/// <summary>
/// What knows the scheduler is in this folder; the usual build has another in its place. Hangfire keeps when each schedule fires and what was asked for in the schema
/// <c>hangfire</c>. Its locks and its idea of what has run decide nothing: each of its jobs goes to the ledger of work.
/// </summary>
internal static class Scheduler
{
    public const string Name = "Hangfire";

    private const string Dashboard = "/jobs";

    /// <summary>What the dashboard loads lies beside it; its own texts carry styles.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A job of a process that was killed is fetched again after it; while a job runs it is put off.</summary>
    private static readonly TimeSpan InvisibilityTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan SchedulePoll = TimeSpan.FromSeconds(5);

    public static void Add(IServiceCollection services, ScheduleOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<JobStorage>(provider => Store(provider.GetRequiredService<TrackerDatabase>().Source));
        services.AddHangfire((provider, hangfire) => hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings().UseLogProvider(Log(provider)));
        services.AddHostedService<Schedules>();
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = 1; // beside the two lines of the worker
            server.SchedulePollingInterval = SchedulePoll;
        });
    }

    /// <summary>The dashboard, for operators.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapHangfireDashboard(Dashboard, new DashboardOptions { Authorization = [], AppPath = "/runs", DashboardTitle = "Tracker" })
            .For(Role.Operator).WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Post]))
            .Add(endpoint =>
            {
                var shown = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = http =>
                {
                    http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                    return shown(http);
                };
            });

    /// <summary>Told of work that somebody waits for: it is a job too, and whoever comes first takes it up.</summary>
    public static void Asked(IServiceProvider services, long work)
    {
        try
        {
            services.GetRequiredService<IBackgroundJobClient>().Enqueue<AskedWork>(job => job.DoAsync(work, CancellationToken.None));
        }
        catch (BackgroundJobClientException)
        {
            // It is in the ledger, where the worker of the service finds it.
        }
    }

    /// <summary>Whether it is five fields as in crontab.</summary>
    public static bool IsCron(string text) => CronExpression.TryParse(text, CronFormat.Standard, out _);

    /// <summary>When a schedule fires after a moment; null where it does no more.</summary>
    public static DateTimeOffset? Next(string cron, TimeZoneInfo zone, DateTimeOffset after) => CronExpression.Parse(cron, CronFormat.Standard).GetNextOccurrence(after, zone);

    /// <summary>Hangfire logs as a process and not as a service, so what it logs to outlives the service that began last.</summary>
    private static AspNetCoreLogProvider Log(IServiceProvider provider)
    {
        var json = provider.GetRequiredService<ServiceOptions>().JsonLogs;
        return new(LoggerFactory.Create(logging => Logs.Add(logging, json)));
    }

    private static PostgreSqlStorage Store(NpgsqlDataSource source)
    {
        // Of services that begin at once, one makes the tables.
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using var locking = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtext('hangfire'))", connection, transaction);
        locking.ExecuteNonQuery();
        return new(new Connections(source), new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire",
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = InvisibilityTimeout,
            QueuePollInterval = Poll,
        });
    }

    private sealed class Connections(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }
}
