using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>Reads the run ledger.</summary>
public static class StoredRuns
{
    /// <summary>Null where there is no such run.</summary>
    public static async Task<Run?> FindAsync(NpgsqlDataSource source, long runId, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        return await context.Runs.SingleOrDefaultAsync(run => run.RunId == runId, cancellationToken);
    }

    /// <summary>The run that a month publishes; null where it, or any month, has none.</summary>
    /// <param name="source">The database.</param>
    /// <param name="month">Null for the last month that has a done run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Run?> PublishedAsync(NpgsqlDataSource source, Month? month, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        return await PublishedMovers.RunOfAsync(context, month, cancellationToken);
    }

    /// <summary>The newest first.</summary>
    /// <param name="source">The database.</param>
    /// <param name="month">Null for all months.</param>
    /// <param name="status">Null for any.</param>
    /// <param name="before">Those entered before this one; null for all.</param>
    /// <param name="count">The most that are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<Run>> ReadAsync(
        NpgsqlDataSource source, Month? month, RunStatus? status, long? before, int count, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        var runs = context.Runs.AsQueryable();
        if (month is { } wanted)
            runs = runs.Where(run => run.Month == wanted);
        if (status is { } state)
            runs = runs.Where(run => run.Status == state);
        if (before is { } last)
            runs = runs.Where(run => run.RunId < last);
        return await runs.OrderByDescending(run => run.RunId).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>What the published run of each month says of one series, by month.</summary>
    /// <param name="source">The database.</param>
    /// <param name="sector">Its name.</param>
    /// <param name="metric">Its name.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyDictionary<Month, SavedMover>> SeriesAsync(
        NpgsqlDataSource source, string sector, string metric, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        var runs = await PublishedMovers.Latest(context.Runs.Where(run => run.Kind == RunKey.OfMonth))
            .Select(run => new { run.RunId, run.Month }).ToListAsync(cancellationToken);
        var published = runs.DistinctBy(run => run.Month).ToDictionary(run => run.RunId, run => run.Month);
        var ids = published.Keys.ToArray();
        var rows = await context.Movers.Where(row => row.Sector == sector && row.Metric == metric && ids.Contains(row.RunId)).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => published[row.RunId]);
    }
}
