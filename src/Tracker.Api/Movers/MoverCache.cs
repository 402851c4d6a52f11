using Microsoft.Extensions.Caching.Memory;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Api.Movers;

/// <summary>The movers of the runs that were asked for last. A run that is done never changes.</summary>
internal sealed class MoverCache(TrackerDatabase database) : IDisposable
{
    private const int Runs = 24;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Runs });

    /// <summary>By rank.</summary>
    public async Task<IReadOnlyList<MoverRow>> OfRunAsync(Run run, CancellationToken cancellation) =>
        (await cache.GetOrCreateAsync<IReadOnlyList<MoverRow>>(run.RunId, async entry =>
        {
            entry.Size = 1;
            return [.. (await PublishedMovers.OfRunAsync(database.Source, run, cancellation)).Movers.Select(MoverRow.Of)];
        }))!;

    public void Dispose() => cache.Dispose();
}
