using Tracker.Api.Answers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Api.Months;

/// <summary>The run that a month publishes.</summary>
internal static class PublishedRun
{
    /// <exception cref="Problem">The month, or any, is not computed.</exception>
    public static async Task<Run> OfAsync(TrackerDatabase database, Month? month, CancellationToken cancellation) =>
        await StoredRuns.PublishedAsync(database.Source, month, cancellation)
        ?? throw Problem.NotFound(month is { } wanted ? $"{wanted} is not computed: POST /api/v1/runs does that" : "no month is computed yet: POST /api/v1/runs does that");
}
