using Npgsql;

namespace Tracker.Storage;

/// <summary>
/// An advisory lock on a connection of its own. It ends with <see cref="DisposeAsync"/> or with the process, so a kill leaves nothing locked.
/// </summary>
internal sealed class SessionLock : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly long key;

    private SessionLock(NpgsqlConnection connection, long key) => (this.connection, this.key) = (connection, key);

    /// <param name="onWait">Called once where somebody else holds the lock.</param>
    public static async Task<SessionLock> TakeAsync(NpgsqlDataSource source, long key, Action onWait, CancellationToken cancellation)
    {
        var held = new SessionLock(await source.OpenConnectionAsync(cancellation), key);
        try
        {
            if (await held.CallAsync("pg_try_advisory_lock", cancellation) is not true)
            {
                onWait();
                await held.CallAsync("pg_advisory_lock", cancellation);
            }

            return held;
        }
        catch
        {
            await held.connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A connection that goes back to the pool keeps its locks until somebody takes it out again: unlock first.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CallAsync("pg_advisory_unlock", CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the lock with it.
        }

        await connection.DisposeAsync();
    }

    private async Task<object?> CallAsync(string function, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT {function}($1)", connection) { Parameters = { new() { Value = key } } };
        return await command.ExecuteScalarAsync(cancellation);
    }
}
