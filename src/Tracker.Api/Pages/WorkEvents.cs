using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Tracker.Storage;

namespace Tracker.Api.Pages;

/// <summary>Tells a page whenever the open work has changed, so that it asks for its part anew.</summary>
internal static class WorkEvents
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>How many items are open: at once, and whenever any of them is further.</summary>
    public static async IAsyncEnumerable<SseItem<int>> WatchAsync(
        TrackerDatabase database, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int? told = null;
        while (!stopping.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var open = await WorkView.OpenItemsAsync(database.Source, CancellationToken.None);
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
