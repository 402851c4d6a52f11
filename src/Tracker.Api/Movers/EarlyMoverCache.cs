using Tracker.Jobs;
using Tracker.Storage;
using Tracker.Storage.Reports;
using Tracker.Storage.Results;

namespace Tracker.Api.Movers;

/// <summary>The early signals that were asked for last. What the nightly run stored is taken; other days are scored once a version of the data, one at a time.</summary>
internal sealed class EarlyMoverCache(TrackerDatabase database) : IDisposable
{
    private const int Days = 8;

    private readonly SemaphoreSlim scoring = new(1);
    private readonly List<(string Data, DateOnly? Day, IReadOnlyList<EarlyMoverRow> Movers)> held = [];

    /// <summary>By rank.</summary>
    /// <param name="data">As <see cref="DataState.Data"/> says: annotations and answers leave it as it is.</param>
    /// <param name="day">The last that is read; null for the last of the data.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="NothingToComputeException">No data, not to this day, or too few days before.</exception>
    public async Task<IReadOnlyList<EarlyMoverRow>> ReadAsync(string data, DateOnly? day, CancellationToken cancellation)
    {
        await scoring.WaitAsync(cancellation);
        try
        {
            if (held.Find(one => one.Data == data && one.Day == day).Movers is { } known)
                return known;
            var published = await PublishedToDate.OnNewestDataAsync(database.Source, day, cancellation) ?? await ScoreAsync(day, cancellation);
            held.RemoveAll(one => one.Data != data);
            if (held.Count == Days)
                held.RemoveAt(0);
            held.Add((data, day, [.. published.Movers.Select(mover => EarlyMoverRow.Of(published.Day, mover))]));
            return held[^1].Movers;
        }
        finally
        {
            scoring.Release();
        }
    }

    private async Task<PublishedToDate> ScoreAsync(DateOnly? day, CancellationToken cancellation)
    {
        var (movers, absent) = await ScoreMonthToDate.RunAsync(database, day, null, cancellation);
        return PublishedToDate.Of(movers[0].Day, movers, absent);
    }

    public void Dispose() => scoring.Dispose();
}
