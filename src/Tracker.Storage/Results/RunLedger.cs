using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tracker.Storage.Results;

/// <summary>
/// Who computes which run (<c>tracker.runs</c>). The key is unique, so a run exists once. Whoever computes it holds an advisory lock in a
/// session of his own, which ends with his process; a run that is marked as running while nobody holds its lock was cut off.
/// </summary>
public static class RunLedger
{
    /// <summary>
    /// Finds the run of the key, or enters it. When an identical run is being computed, waits for its end. The claim says whether there is
    /// something left to compute.
    /// </summary>
    public static async Task<RunClaim> ClaimAsync(
        NpgsqlDataSource source, RunKey key, Configuration configuration, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        if (configuration.Hash != key.ConfigurationHash)
            throw new ArgumentException($"configuration: expected the hash {key.ConfigurationHash}, got {configuration.Hash}", nameof(configuration));
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var context = TrackerContext.On(connection, owned: false);
            if (await FindAsync(context, key, cancellationToken) is { Status: RunStatus.Done } stored)
                return await GiveBackAsync(stored);
            await LockAsync(context, key, notes, cancellationToken);
            await EnterAsync(context, key, configuration, cancellationToken);
            var found = await FindAsync(context, key, cancellationToken);
            if (found!.Status == RunStatus.Done)
                return await GiveBackAsync(found);
            await TakeUpAsync(context, found.RunId, cancellationToken);
            found = await FindAsync(context, key, cancellationToken);
            return new(source, connection, found!);
        }
        catch
        {
            await ReleaseAsync(connection);
            throw;
        }

        async Task<RunClaim> GiveBackAsync(Run done)
        {
            await ReleaseAsync(connection);
            return new(source, null, done);
        }
    }

    /// <summary>Finds the run of the key, or enters it for workers that prepare it together; who publishes it claims it then.</summary>
    public static async Task<Run> EnterAsync(NpgsqlDataSource source, RunKey key, Configuration configuration, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        await EnterAsync(context, key, configuration, cancellationToken);
        return (await FindAsync(context, key, cancellationToken))!;
    }

    /// <summary>Gives the lock and the connection back. A broken connection has lost the lock with its session.</summary>
    internal static async Task ReleaseAsync(NpgsqlConnection connection)
    {
        await using (connection)
        {
            if (connection.State != System.Data.ConnectionState.Open)
                return;
            try
            {
                await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
                await command.ExecuteNonQueryAsync();
            }
            catch (NpgsqlException)
            {
                NpgsqlConnection.ClearPool(connection); // the session is gone or in doubt: close it rather than lend it again
            }
        }
    }

    private static Task<Run?> FindAsync(TrackerContext context, RunKey key, CancellationToken cancellationToken) =>
        context.Runs.SingleOrDefaultAsync(
            run => run.Kind == key.Kind
                && run.Month == key.Month
                && run.DataVersion == key.DataVersion
                && run.ConfigurationHash == key.ConfigurationHash
                && run.CodeVersion == key.CodeVersion,
            cancellationToken);

    private static async Task LockAsync(TrackerContext context, RunKey key, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        var free = await context.Database
            .SqlQuery<bool>($"""SELECT pg_try_advisory_lock({key.Lock}) AS "Value" """)
            .ToListAsync(cancellationToken);
        if (free[0])
            return;
        notes?.Report($"an identical run of {key.Month} is under way: waiting for it");
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({key.Lock})", cancellationToken);
    }

    private static Task<int> EnterAsync(
        TrackerContext context, RunKey key, Configuration configuration, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO tracker.runs (kind, month, data_version, configuration_hash, code_version, configuration, seed, status)
            VALUES ({key.Kind}, {key.Month.FirstDay}, {key.DataVersion}, {key.ConfigurationHash}, {key.CodeVersion}, {configuration.Json},
                    {key.Seed}, 'pending')
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);

    private static Task<int> TakeUpAsync(TrackerContext context, long runId, CancellationToken cancellationToken) =>
        context.Runs.Where(run => run.RunId == runId && run.Status != RunStatus.Done).ExecuteUpdateAsync(
            set => set
                .SetProperty(run => run.Status, RunStatus.Running)
                .SetProperty(run => run.Fence, run => run.Fence + 1)
                .SetProperty(run => run.StartedAt, _ => DateTimeOffset.UtcNow)
                .SetProperty(run => run.HeartbeatAt, _ => DateTimeOffset.UtcNow)
                .SetProperty(run => run.Error, (string?)null),
            cancellationToken);
}
