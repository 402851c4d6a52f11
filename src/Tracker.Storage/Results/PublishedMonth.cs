using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>What a month's published run says beside its movers.</summary>
/// <param name="Run">The latest done run on the newest data.</param>
/// <param name="Sectors">By rank; empty for a run of a program that had no sector test.</param>
/// <param name="Shocks">By metric, in the order of the metrics.</param>
public sealed record PublishedMonth(Run Run, IReadOnlyList<SavedSector> Sectors, IReadOnlyList<SavedShock> Shocks)
{
    /// <param name="source">The database.</param>
    /// <param name="month">Null for the last month that has a done run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when the month, or any month, has no done run.</returns>
    public static async Task<PublishedMonth?> ReadAsync(NpgsqlDataSource source, Month? month, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        if (await PublishedMovers.RunOfAsync(context, month, cancellationToken) is not { } run)
            return null;
        var sectors = await context.Sectors.Where(row => row.RunId == run.RunId).OrderBy(row => row.Rank).ToListAsync(cancellationToken);
        var shocks = await context.Shocks.Where(row => row.RunId == run.RunId).OrderBy(row => row.Position).ToListAsync(cancellationToken);
        return new(run, sectors, shocks);
    }
}
