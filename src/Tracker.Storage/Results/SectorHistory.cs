using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>A sector in a month.</summary>
/// <param name="Run">The month's published run.</param>
/// <param name="Sector">What it says of the sector.</param>
public sealed record SectorMonth(Run Run, SavedSector Sector);

/// <summary>The index of a sector over the months that are computed.</summary>
/// <param name="Months">Oldest first, of each month's published run; months that do not have the sector are left out.</param>
/// <param name="Known">The sectors of the last computed month, in the order of their names.</param>
public sealed record SectorHistory(IReadOnlyList<SectorMonth> Months, IReadOnlyList<string> Known)
{
    /// <param name="source">The database.</param>
    /// <param name="sector">Its name.</param>
    /// <param name="first">Null for the first month that is computed.</param>
    /// <param name="last">Null for the last one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when no month has a done run.</returns>
    public static async Task<SectorHistory?> ReadAsync(
        NpgsqlDataSource source, string sector, Month? first, Month? last, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        var runs = await PublishedMovers.Latest(context.Runs.Where(run => run.Kind == RunKey.OfMonth)).ToListAsync(cancellationToken);
        Run[] published = [.. runs.DistinctBy(run => run.Month)];
        if (published.Length == 0)
            return null;
        var latest = published[0].RunId;
        var known = await context.Sectors.Where(row => row.RunId == latest).Select(row => row.Sector).ToListAsync(cancellationToken);
        var byRun = published.Where(run => !(run.Month < first) && !(run.Month > last)).ToDictionary(run => run.RunId);
        var rows = await context.Sectors.Where(row => row.Sector == sector && byRun.Keys.Contains(row.RunId)).ToListAsync(cancellationToken);
        return new(
            [.. rows.Select(row => new SectorMonth(byRun[row.RunId], row)).OrderBy(row => row.Run.Month)],
            [.. known.Order(StringComparer.Ordinal)]);
    }
}
