using Microsoft.AspNetCore.Mvc;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.Schedule;
using Tracker.Jobs.Stages;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Api.Pages;

/// <summary>What runs now and what ran. Operators see what failed besides, have months computed and failed work tried again.</summary>
internal sealed class RunsModel(TrackerDatabase database, IHostApplicationLifetime lifetime, ScheduleOptions schedule) : TrackerPage(database)
{
    private const int UsualRows = 50;

    public override string Section => "data";

    /// <summary>What runs or waits, the oldest first.</summary>
    public IReadOnlyList<WorkView> Open { get; private set; } = [];

    /// <summary>What failed for good, the newest first; only operators see it.</summary>
    public IReadOnlyList<WorkView> Dead { get; private set; } = [];

    public IReadOnlyList<Run> Runs { get; private set; } = [];

    /// <summary>What is entered by itself, as in crontab, and when the next time is.</summary>
    public IEnumerable<(string What, string Cron, DateTimeOffset? Next)> Schedule =>
        from one in new[] { (What: "complete months that are missing", Cron: schedule.Month), (What: "the early signal", Cron: schedule.MonthToDate) }
        where one.Cron is not null
        select (one.What, one.Cron, Scheduler.Next(one.Cron, schedule.TimeZone, DateTimeOffset.UtcNow));

    /// <summary>Where the older runs are; null with the last ones.</summary>
    public string? Older { get; private set; }

    public async Task OnGetAsync(long? before)
    {
        await ReadWorkAsync();
        if (Role >= Role.Operator)
            Dead = await WorkView.DeadAsync(Database.Source, Cancelled);
        var read = await StoredRuns.ReadAsync(Database.Source, null, null, before, UsualRows + 1, Cancelled);
        Runs = [.. read.Take(UsualRows)];
        Older = read.Count > UsualRows ? Here(("before", $"{Runs[^1].RunId}")) : null;
    }

    /// <summary>The part of the page that changes while work is done.</summary>
    public async Task<IActionResult> OnGetWorkAsync()
    {
        await ReadWorkAsync();
        return Partial("_Work", this);
    }

    /// <summary>Server-sent events: how many items of work are open, whenever that or they change.</summary>
    public async Task<IActionResult> OnGetEventsAsync()
    {
        await TypedResults.ServerSentEvents(WorkEvents.WatchAsync(Database, lifetime.ApplicationStopping, Cancelled)).ExecuteAsync(HttpContext);
        return new EmptyResult();
    }

    public Task<IActionResult> OnPostComputeAsync(string? month) =>
        Core.Panel.Month.TryParse(month, out var wanted) ? AddAsync(NewWork.OfMonth(wanted)) : Task.FromResult<IActionResult>(BadRequest());

    public Task<IActionResult> OnPostTodateAsync() => AddAsync(MonthToDateStage.Asked);

    public async Task<IActionResult> OnPostRetryAsync(long work)
    {
        if (Role < Role.Operator)
            return Forbid();
        try
        {
            return await WorkLedger.RetryAsync(Database.Source, work, Roles.KeyOf(HttpContext), Cancelled) is null ? NotFound() : LocalRedirect("/runs");
        }
        catch (StorageException refused)
        {
            throw new Problem(StatusCodes.Status409Conflict, refused.Message);
        }
    }

    private async Task<IActionResult> AddAsync(NewWork work)
    {
        if (Role < Role.Operator)
            return Forbid();
        await WorkLedger.AddAsync(Database.Source, work, Roles.KeyOf(HttpContext), Cancelled);
        return LocalRedirect("/runs");
    }

    private async Task ReadWorkAsync() =>
        Open = [.. (await WorkView.OpenAsync(Database.Source, Cancelled)).Reverse().Select(work => Role >= Role.Operator ? work : work.WithoutPlaces())];
}
