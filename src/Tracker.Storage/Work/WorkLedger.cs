using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;

namespace Tracker.Storage.Work;

/// <summary>
/// The ledger of work (<c>tracker.work</c>). It lies in the database, so that neither a kill nor a restart loses an item; all times are the database's.
/// </summary>
public static class WorkLedger
{
    private static readonly TimeSpan WatchPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Asks for something; as long as the same is open, it is the same item. The audit log says who asked.</summary>
    /// <param name="source">The database.</param>
    /// <param name="work">What is asked.</param>
    /// <param name="actor">The id of a key, the command line, or the schedule.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<WorkItem> AddAsync(NpgsqlDataSource source, NewWork work, string actor, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            $"""
            WITH added AS (
                INSERT INTO tracker.work (kind, key, month, arguments, priority, after_id, actor) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (key) WHERE status IN ('queued', 'running') DO UPDATE SET priority = greatest(work.priority, excluded.priority)
                RETURNING {WorkItem.Columns}
            ), audited AS (
                INSERT INTO tracker.audit (actor, action, subject)
                SELECT $7, kind || ' requested', concat_ws(' ', to_char(month, 'YYYY-MM'), 'work', work_id) FROM added
            )
            SELECT * FROM added
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = work.Kind }, new() { Value = work.Key }, new() { Value = (object?)work.Month?.FirstDay ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            new() { Value = work.Arguments, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = work.Priority },
            new() { Value = (object?)work.AfterId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint }, new() { Value = actor },
        });
        return (await OneAsync(command, cancellation))!;
    }

    /// <summary>Null where there is no such item.</summary>
    public static async Task<WorkItem?> FindAsync(NpgsqlDataSource source, long workId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"SELECT {WorkItem.Columns} FROM tracker.work WHERE work_id = $1");
        command.Parameters.Add(new() { Value = workId });
        return await OneAsync(command, cancellation);
    }

    /// <summary>The newest first.</summary>
    /// <param name="source">The database.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="before">Those added before this one; null for all.</param>
    /// <param name="count">The most that are read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<IReadOnlyList<WorkItem>> ListAsync(NpgsqlDataSource source, WorkFilter filter, long? before, int count, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {WorkItem.Columns} FROM tracker.work
            WHERE (kind = $1 OR $1 IS NULL) AND (status = $2 OR $2 IS NULL) AND (month = $3 OR $3 IS NULL) AND (parent_id = $4 OR $4 IS NULL)
              AND (work_id < $5 OR $5 IS NULL)
            ORDER BY work_id DESC LIMIT $6
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = (object?)filter.Kind ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new() { Value = (object?)filter.Status?.ToString().ToLowerInvariant() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new() { Value = (object?)filter.Month?.FirstDay ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            new() { Value = (object?)filter.ParentId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
            new() { Value = (object?)before ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint }, new() { Value = count },
        });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var items = new List<WorkItem>();
        while (await rows.ReadAsync(cancellation))
            items.Add(WorkItem.Of(rows));
        return items;
    }

    /// <summary>The item now and whenever it changes, the last time when it has ended; nothing where there is none. Cancelled, it stops without an error.</summary>
    public static async IAsyncEnumerable<WorkItem> WatchAsync(NpgsqlDataSource source, long workId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (WorkStatus, int, int)? told = null;
        while (!cancellation.IsCancellationRequested && await FindAsync(source, workId, CancellationToken.None) is { } item)
        {
            var state = (item.Status, item.Attempt, item.Steps.Count);
            if (state != told)
                yield return item;
            told = state;
            if (item.Ended)
                yield break;
            await Task.Delay(WatchPause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Queues a dead item anew, with all that is dead of what it waits for and of what waits for it. The audit log says who asked.</summary>
    /// <returns>The item; null where there is none.</returns>
    /// <exception cref="StorageException">It is not dead, or the same was asked for again and is open.</exception>
    public static async Task<WorkItem?> RetryAsync(NpgsqlDataSource source, long workId, string actor, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            $"""
            WITH RECURSIVE up AS (
                SELECT work_id, parent_id FROM tracker.work WHERE work_id = $1 AND status = 'dead'
                UNION ALL SELECT work.work_id, work.parent_id FROM tracker.work JOIN up ON work.work_id = up.parent_id
            ), tree AS (
                SELECT work_id FROM up WHERE parent_id IS NULL
                UNION ALL SELECT work.work_id FROM tracker.work JOIN tree ON work.parent_id = tree.work_id
            ), retried AS (
                UPDATE tracker.work SET status = 'queued', attempt = 0, not_before = now(), finished_at = NULL
                WHERE work_id IN (SELECT work_id FROM tree) AND status = 'dead'
                RETURNING {WorkItem.Columns}
            ), audited AS (
                INSERT INTO tracker.audit (actor, action, subject)
                SELECT $2, 'work retried', concat_ws(' ', to_char(month, 'YYYY-MM'), 'work', work_id) FROM retried WHERE work_id = $1
            )
            SELECT * FROM retried WHERE work_id = $1
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = workId }, new() { Value = actor } });
        try
        {
            if (await OneAsync(command, cancellation) is { } retried)
                return retried;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new StorageException($"work {workId}: the same was asked for again and is open", error);
        }

        return await FindAsync(source, workId, cancellation) is { } found
            ? throw new StorageException($"work {workId}: expected one that is dead, it is {found.Status.ToString().ToLowerInvariant()}")
            : null;
    }

    /// <summary>
    /// Takes up the next item: the most urgent and oldest whose time has come and that waits for no other, or whose worker has given no sign of life
    /// for a lease. One that was cut off too often is dead.
    /// </summary>
    /// <param name="source">The database.</param>
    /// <param name="worker">Who takes it.</param>
    /// <param name="leastPriority">Only what is so urgent.</param>
    /// <param name="options">How long and how often.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="only">This item or none; null for any.</param>
    /// <returns>Null where there is nothing to do.</returns>
    public static async Task<WorkClaim?> ClaimAsync(
        NpgsqlDataSource source, string worker, short leastPriority, WorkOptions options, CancellationToken cancellation, long? only = null)
    {
        await using var command = source.CreateCommand(
            $"""
            WITH next AS MATERIALIZED (
                SELECT work_id AS next_id, CASE WHEN kind = 'alert' THEN $5 ELSE $4 END AS most FROM tracker.work AS item
                WHERE (status = 'queued' AND not_before <= now() OR status = 'running' AND lease_until < now()) AND priority >= $2 AND (work_id = $6 OR $6 IS NULL)
                  AND NOT EXISTS (SELECT FROM tracker.work AS child WHERE child.parent_id = item.work_id AND child.status IN ('queued', 'running'))
                  AND NOT EXISTS (SELECT FROM tracker.work AS first WHERE first.work_id = item.after_id AND first.status IN ('queued', 'running'))
                ORDER BY priority DESC, work_id LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            UPDATE tracker.work SET
                status = CASE WHEN attempt < most THEN 'running' ELSE 'dead' END,
                attempt = least(attempt + 1, most),
                error = CASE WHEN attempt < most THEN error ELSE coalesce(error, 'cut off ' || most || ' times: its workers were killed or lost the database') END,
                finished_at = CASE WHEN attempt < most THEN NULL ELSE now() END,
                fence = fence + 1, worker = $1, lease_until = CASE WHEN attempt < most THEN now() + $3 END, started_at = coalesce(started_at, now())
            FROM next WHERE work_id = next_id
            RETURNING {WorkItem.Columns}
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = worker }, new() { Value = leastPriority }, new() { Value = options.Lease }, new() { Value = options.MostAttempts },
            new() { Value = options.MostDeliveries }, new() { Value = (object?)only ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
        });
        while (await OneAsync(command, cancellation) is { } item)
        {
            if (item.Status == WorkStatus.Running)
                return new(source, item, options);
        }

        return null;
    }

    internal static async Task<WorkItem?> OneAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? WorkItem.Of(rows) : null;
    }
}

/// <summary>Which items are meant; null for all.</summary>
public sealed record WorkFilter(string? Kind = null, WorkStatus? Status = null, Month? Month = null, long? ParentId = null);
