using Microsoft.EntityFrameworkCore;

namespace Tracker.Storage.Results;

/// <summary>Compares what a run found with the run of its month that was published before, in the transaction that saves it.</summary>
internal static class Revising
{
    /// <summary>Stores the series that differ, with the reason; nothing where there was no run or nothing differs.</summary>
    /// <param name="context">In the transaction; the run is marked as done already.</param>
    /// <param name="run">The run.</param>
    /// <param name="movers">What it found.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task SaveAsync(TrackerContext context, Run run, IReadOnlyList<SavedMover> movers, CancellationToken cancellationToken)
    {
        // Of two runs of a month that end at the same time, one compares with the other.
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({$"revision of {run.Kind} {run.Month}"}, 0))", cancellationToken);
        await context.Revisions.Where(row => row.RunId == run.RunId).ExecuteDeleteAsync(cancellationToken);
        var before = await PublishedMovers.Latest(context.Runs.Where(other => other.Kind == run.Kind && other.Month == run.Month && other.RunId != run.RunId))
            .FirstOrDefaultAsync(cancellationToken);
        if (before is null || before.DataVersion > run.DataVersion) // what is published stays
            return;
        var old = await context.Movers.Where(row => row.RunId == before.RunId).ToListAsync(cancellationToken);
        var revisions = SavedRevision.Between(old, movers);
        if (revisions.Count == 0)
            return;
        var reason = await RevisionReason.OfAsync(context, before, run, cancellationToken);
        await context.Runs.Where(row => row.RunId == run.RunId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.RevisedRunId, before.RunId).SetProperty(row => row.RevisedBecause, reason), cancellationToken);
        context.AddRange(revisions.Select(row => row with { RunId = run.RunId }));
    }
}
