using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>The last revision of a month: the run that changed published results, and each series that it changed.</summary>
/// <param name="Run">The run that revised; <see cref="Run.RevisedBecause"/> says why.</param>
/// <param name="Before">The run that was published before.</param>
/// <param name="Series">The largest change of the CII first; a series that is in one of the runs only counts with its whole CII.</param>
public sealed record PublishedRevision(Run Run, Run Before, IReadOnlyList<SavedRevision> Series)
{
    /// <param name="source">The database.</param>
    /// <param name="month">Null for all months that were revised.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>By month, the newest first.</returns>
    public static async Task<IReadOnlyList<PublishedRevision>> ReadAsync(NpgsqlDataSource source, Month? month, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        var runs = context.Runs.Where(run => run.Kind == RunKey.OfMonth && run.RevisedRunId != null);
        if (month is { } wanted)
            runs = runs.Where(run => run.Month == wanted);
        var last = (await runs.ToListAsync(cancellationToken))
            .GroupBy(run => run.Month)
            .Select(group => group.OrderByDescending(run => run.FinishedAt).ThenByDescending(run => run.RunId).First())
            .OrderByDescending(run => run.Month);
        var revisions = new List<PublishedRevision>();
        foreach (var run in last)
        {
            var before = await context.Runs.SingleAsync(other => other.RunId == run.RevisedRunId, cancellationToken);
            var series = await context.Revisions.Where(row => row.RunId == run.RunId).ToListAsync(cancellationToken);
            revisions.Add(new(run, before, [.. series
                .OrderByDescending(row => Math.Abs((row.NewCii ?? 0) - (row.OldCii ?? 0)))
                .ThenBy(row => row.Sector, StringComparer.Ordinal).ThenBy(row => row.Metric, StringComparer.Ordinal)]));
        }

        return revisions;
    }
}
