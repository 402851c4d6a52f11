using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Tracker.Api.Access;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Work;

namespace Tracker.Api.Pages;

/// <summary>Tells a page whenever the open work has changed, so that it asks for its part anew.</summary>
internal static class WorkEvents
{
    private const int MostItems = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static void MapWorkEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/runs/events", (HttpContext http, TrackerDatabase database, IHostApplicationLifetime lifetime) =>
                TypedResults.ServerSentEvents(Watch(database, lifetime.ApplicationStopping, http.RequestAborted)))
            .For(Role.Reader).ExcludeFromDescription();

    private static async IAsyncEnumerable<SseItem<int>> Watch(
        TrackerDatabase database, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int? told = null;
        while (!stopping.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var open = (await WorkLedger.ListAsync(database.Source, new(Status: WorkStatus.Running), null, MostItems, CancellationToken.None))
                .Concat(await WorkLedger.ListAsync(database.Source, new(Status: WorkStatus.Queued), null, MostItems, CancellationToken.None)).ToList();
            var state = new HashCode();
            foreach (var item in open)
                state.Add((item.WorkId, item.Status, item.Attempt, item.Steps.Count));
            var now = state.ToHashCode();
            if (told is not null && now != told)
                yield return new(open.Count, "changed");
            else if (told is null)
                yield return new(open.Count, "open");
            told = now;
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
