using System.Collections.Concurrent;
using Tracker.Api.Answers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Api.Months;

/// <summary>The runs that months publish, looked up once a state of the data.</summary>
internal sealed class PublishedRuns(TrackerDatabase database)
{
    private volatile Held held = new("");

    /// <param name="http">The request.</param>
    /// <param name="month">Null for the last published one.</param>
    /// <exception cref="Problem">The month, or any, is not computed.</exception>
    public static async Task<Run> OfAsync(HttpContext http, Month? month) =>
        await http.RequestServices.GetRequiredService<PublishedRuns>().FindAsync(await LatestState.StampAsync(http), month, http.RequestAborted)
        ?? throw Problem.NotFound(month is { } wanted ? $"{wanted} is not computed: POST /api/v1/runs does that" : "no month is computed yet: POST /api/v1/runs does that");

    private async Task<Run?> FindAsync(string stamp, Month? month, CancellationToken cancellation)
    {
        var now = held;
        if (now.Stamp != stamp)
            held = now = new(stamp);
        var key = month?.ToString() ?? "";
        if (now.Runs.TryGetValue(key, out var known))
            return known;
        // What is read now may be newer than the stamp; then the next stamp is another one.
        return await StoredRuns.PublishedAsync(database.Source, month, cancellation) is { } found ? now.Runs[key] = found : null;
    }

    private sealed record Held(string Stamp)
    {
        public ConcurrentDictionary<string, Run> Runs { get; } = [];
    }
}
