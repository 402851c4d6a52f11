using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;

namespace Tracker.Api.Access;

/// <summary>Keys that were looked up, by their hash, for as long as nothing was done to any key: what is revoked or expires ends with the next request.</summary>
internal sealed class KnownKeys(TrackerDatabase database)
{
    /// <summary>Then it is looked up anew, and its use recorded.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private const int Most = 10_000;

    private volatile Held held = new(-1);

    /// <summary>The key, whatever its state; null where there is no such key.</summary>
    /// <param name="key">As it came.</param>
    /// <param name="state">Of the moment, after the request came.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    public async Task<ApiKey?> FindAsync(string key, DataState state, CancellationToken cancellation)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var now = held;
        if (now.Changes == state.KeyChanges && now.Keys.TryGetValue(hash, out var known) && state.Now - known.At < Longest)
            return known.Key.ExpiresAt <= state.Now ? known.Key with { State = KeyState.Expired } : known.Key;
        var found = await ApiKeys.FindAsync(database.Source, key, cancellation);
        if (found is not { State: KeyState.Usable })
            return found;
        if (now.Changes < state.KeyChanges || now.Keys.Count >= Most)
            held = now = new(state.KeyChanges);
        if (now.Changes == state.KeyChanges)
            now.Keys[hash] = (found, state.Now);
        return found;
    }

    private sealed record Held(long Changes)
    {
        public ConcurrentDictionary<string, (ApiKey Key, DateTimeOffset At)> Keys { get; } = [];
    }
}
