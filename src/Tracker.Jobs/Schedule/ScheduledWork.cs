using Tracker.Jobs.Stages;
using Tracker.Storage;
using Tracker.Storage.Reports;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Schedule;

/// <summary>What is due when a schedule fires. It only enters work into the ledger, so that a schedule that fires twice, late or on two machines does no harm.</summary>
public static class ScheduledWork
{
    private const string Actor = "schedule";

    /// <summary>
    /// Enters the complete months that are not published, from the last published one on, each to be done after the one before. A month that the schedule
    /// entered and that is dead waits for a person.
    /// </summary>
    /// <returns>What is in the ledger for them, the oldest first.</returns>
    public static async Task<IReadOnlyList<WorkItem>> MonthsAsync(TrackerDatabase database, CancellationToken cancellation)
    {
        var entered = new List<WorkItem>();
        foreach (var month in await CompleteMonths.UnpublishedAsync(database.Source, cancellation))
        {
            var earlier = await WorkLedger.ListAsync(database.Source, new(WorkKind.Month, Month: month), null, 1, cancellation);
            if (earlier is [{ Status: WorkStatus.Dead, Actor: Actor }])
                continue;
            var work = NewWork.OfMonth(month) with { AfterId = entered.Count == 0 ? null : entered[^1].WorkId };
            entered.Add(await WorkLedger.AddAsync(database.Source, work, Actor, cancellation));
        }

        return entered;
    }

    /// <summary>Enters the month that is not over.</summary>
    public static Task<WorkItem> MonthToDateAsync(TrackerDatabase database, CancellationToken cancellation) =>
        WorkLedger.AddAsync(database.Source, MonthToDateStage.Asked, Actor, cancellation);
}
