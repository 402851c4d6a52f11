using Tracker.Jobs;
using Tracker.Storage;

namespace Tracker.Api.Movers;

/// <summary>The early signals that were asked for last: those of a day are scored once a version of the data, and one at a time.</summary>
internal sealed class EarlyMoverCache(TrackerDatabase database) : IDisposable
{
    private const int Days = 8;

    private readonly SemaphoreSlim scoring = new(1);
    private readonly List<(string Version, DateOnly? Day, IReadOnlyList<EarlyMoverRow> Movers)> held = [];

    /// <summary>By rank.</summary>
    /// <param name="version">Of the data.</param>
    /// <param name="day">The last that is read; null for the last of the data.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NothingToComputeException">No data, not to this day, or too few days before.</exception>
    public async Task<IReadOnlyList<EarlyMoverRow>> ReadAsync(string version, DateOnly? day, CancellationToken cancellation)
    {
        await scoring.WaitAsync(cancellation);
        try
        {
            if (held.Find(one => one.Version == version && one.Day == day).Movers is { } known)
                return known;
            var (movers, _) = await ScoreMonthToDate.RunAsync(database, day, null, cancellation);
            held.RemoveAll(one => one.Version != version);
            if (held.Count == Days)
                held.RemoveAt(0);
            held.Add((version, day, [.. movers.Select(EarlyMoverRow.Of)]));
            return held[^1].Movers;
        }
        finally
        {
            scoring.Release();
        }
    }

    public void Dispose() => scoring.Dispose();
}
