using Hangfire;
using Hangfire.Storage;

namespace Tracker.Api.Schedule;

/// <summary>Brings what is stored to what is configured. A schedule that is as it was stays, with what it missed.</summary>
internal sealed class Schedules(JobStorage storage, IRecurringJobManagerV2 jobs, ScheduleOptions options) : IHostedService
{
    private const string Month = "month";
    private const string MonthToDate = "month_to_date";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        using var connection = storage.GetConnection();
        var stored = connection.GetRecurringJobs([Month, MonthToDate]);
        var recurring = new RecurringJobOptions { TimeZone = options.TimeZone, MisfireHandling = MisfireHandlingMode.Relaxed };
        if (options.Month is not { } month)
            jobs.RemoveIfExists(Month);
        else if (!Holds(Month, month))
            jobs.AddOrUpdate<Entering>(Month, job => job.MonthsAsync(CancellationToken.None), month, recurring);
        if (options.MonthToDate is not { } monthToDate)
            jobs.RemoveIfExists(MonthToDate);
        else if (!Holds(MonthToDate, monthToDate))
            jobs.AddOrUpdate<Entering>(MonthToDate, job => job.MonthToDateAsync(CancellationToken.None), monthToDate, recurring);
        return Task.CompletedTask;

        bool Holds(string kind, string cron) => stored.Any(job => job.Id == kind && !job.Removed && job.Cron == cron && job.TimeZoneId == options.TimeZone.Id);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
