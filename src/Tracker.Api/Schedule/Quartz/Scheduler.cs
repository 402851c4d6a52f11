using Quartz;
using Tracker.Jobs.Schedule;
using Tracker.Storage;

namespace Tracker.Api.Schedule;

/// <summary>
/// The one file that knows the scheduler; <c>-p:Scheduler=Hangfire</c> compiles another in its place. Quartz keeps when each schedule fires in the schema <c>quartz</c>, so that of several services one enters the work,
/// and one that comes back after an outage makes up for what it missed, once.
/// </summary>
internal static class Scheduler
{
    public const string Name = "Quartz";

    private const string Group = "tracker";
    private const string Kind = "kind";
    private const string Month = "month";
    private const string MonthToDate = "month_to_date";

    public static void Add(IServiceCollection services, ScheduleOptions options)
    {
        services.AddSingleton(options);
        if (options is { Month: null, MonthToDate: null })
            return;
        services.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(data => data.DataSourceFactory = provider => provider.GetRequiredService<TrackerDatabase>().Source);
            store.ConfigureStore(tables => tables.TablePrefix = "quartz.qrtz_");
            store.UseClustering();
            store.ProvisionSchema();
        }));
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        services.AddHostedService<Schedules>();
    }

    /// <summary>It has no pages.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
    }

    /// <summary>Told of work that somebody waits for. The worker of the service finds it in the ledger by itself.</summary>
    public static void Asked(IServiceProvider services, long work)
    {
    }

    /// <summary>Whether it is five fields as in crontab.</summary>
    public static bool IsCron(string text) => CronExpression.TryParse(text, CronFormat.Unix, out _);

    /// <summary>When a schedule fires after a moment; null where it does no more.</summary>
    public static DateTimeOffset? Next(string cron, TimeZoneInfo zone, DateTimeOffset after) =>
        CronExpression.TryParse(cron, CronFormat.Unix, out var expression) ? new CronExpression(expression.CronExpressionString, zone).GetNextValidTimeAfter(after) : null;

    /// <summary>Brings what is stored to what is configured. A schedule that is as it was stays, with what it missed.</summary>
    private sealed class Schedules(ISchedulerFactory schedulers, ScheduleOptions options) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            await SetAsync(scheduler, Month, options.Month, cancellationToken);
            await SetAsync(scheduler, MonthToDate, options.MonthToDate, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private async Task SetAsync(IScheduler scheduler, string kind, string? cron, CancellationToken cancellation)
        {
            var (job, key) = (new JobKey(kind, Group), new TriggerKey(kind, Group));
            if (cron is null)
            {
                await scheduler.DeleteJob(job, cancellation);
                return;
            }

            var schedule = CronScheduleBuilder.Create(cron, CronFormat.Unix).InTimeZone(options.TimeZone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed);
            var wanted = (ICronTrigger)TriggerBuilder.Create().WithIdentity(key).ForJob(job).WithSchedule(schedule).Build();
            if (await scheduler.GetTrigger(key, cancellation) is ICronTrigger stored
                && stored.CronExpressionString == wanted.CronExpressionString && stored.TimeZone.Id == wanted.TimeZone.Id)
                return;
            var entering = JobBuilder.Create<Entering>().WithIdentity(job).UsingJobData(Kind, kind).Build();
            await scheduler.ScheduleJob(entering, wanted, new ScheduleJobOptions { Replace = true }, cancellation); // several services may start at once
        }
    }

    /// <summary>Enters what is due into the ledger.</summary>
    [DisallowConcurrentExecution]
    private sealed class Entering(TrackerDatabase database) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            if (context.JobDetail.JobDataMap.GetString(Kind) == Month)
                await ScheduledWork.MonthsAsync(database, cancellationToken);
            else
                await ScheduledWork.MonthToDateAsync(database, cancellationToken);
        }
    }
}
