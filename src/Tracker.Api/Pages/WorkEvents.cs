using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Tracker.Storage;
using Tracker.Storage.Work;

namespace Tracker.Api.Pages;

/// <summary>Tells a page whenever the open work has changed, so that it asks for its part anew.</summary>
internal static class WorkEvents
{
    private const int MostItems = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How many items are open: at once, and whenever any of them is further.</summary>
    public static async IAsyncEnumerable<SseItem<int>> WatchAsync(
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
            if (now != told)
                yield return new(open.Count, "open work");
            told = now;
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
