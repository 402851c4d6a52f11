using Microsoft.Extensions.Caching.Memory;
using Tracker.Api.Answers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Api.Months;

/// <summary>The runs that months publish, read again when a twentieth of a second has passed: many who ask at once are one reading, and nobody notices.</summary>
internal sealed class PublishedRuns(TrackerDatabase database) : IDisposable
{
    private const int Months = 1000;

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(50);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = Months });

    /// <param name="month">Null for the last one that is computed.</param>
    /// <exception cref="Problem">The month, or any, is not computed.</exception>
    public async Task<Run> OfAsync(Month? month)
    {
        var reading = cache.GetOrCreate($"{month}", entry =>
        {
            entry.Size = 1;
            entry.AbsoluteExpirationRelativeToNow = Fresh;
            return PublishedRun.OfAsync(database, month, CancellationToken.None); // for all who ask, not for the one that goes away
        });
        return await reading!;
    }

    public void Dispose() => cache.Dispose();
}
