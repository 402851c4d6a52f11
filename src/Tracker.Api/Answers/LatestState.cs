using Tracker.Storage;
using Tracker.Storage.Reports;

namespace Tracker.Api.Answers;

/// <summary>
/// The state of the data and of the keys as it is after a request came. Requests that come while it is being read share the next reading: none is answered from what was so
/// before it came, and the database is asked once for many.
/// </summary>
internal sealed class LatestState(TrackerDatabase database) : IAsyncDisposable
{
    private readonly DataStateReader reader = new(database.Source);
    private readonly Lock gate = new();
    private Task reading = Task.CompletedTask;
    private Task<DataState>? next;

    /// <summary>Of a request: read once, and the same for all that it needs it for.</summary>
    public static async Task<DataState> OfAsync(HttpContext http)
    {
        if (http.Items[typeof(LatestState)] is DataState known)
            return known;
        var state = await http.RequestServices.GetRequiredService<LatestState>().AfterNow().WaitAsync(http.RequestAborted);
        http.Items[typeof(LatestState)] = state;
        return state;
    }

    /// <summary>The stamp of the data.</summary>
    public static async Task<string> StampAsync(HttpContext http) => (await OfAsync(http)).Stamp;

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    private Task<DataState> AfterNow()
    {
        lock (gate)
            return next ??= ReadAfterAsync(reading);
    }

    private async Task<DataState> ReadAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (gate)
        {
            reading = next!;
            next = null;
        }

        return await reader.ReadAsync(CancellationToken.None);
    }
}
