using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Work;

/// <summary>
/// The right to do an item, until the lease ends. Every write checks the claim's fence on the row of the item, which it locks until the transaction of the
/// write ends: a worker whose item was claimed by another cannot write any more.
/// </summary>
public sealed class WorkClaim
{
    private const string Own = "work_id = $1 AND (fence = $2 AND status = 'running' OR $3)";

    private readonly NpgsqlDataSource source;
    private readonly WorkOptions options;

    internal WorkClaim(NpgsqlDataSource source, WorkItem item, WorkOptions options) => (this.source, Item, this.options) = (source, item, options);

    /// <summary>As it was when it was claimed.</summary>
    public WorkItem Item { get; }

    /// <summary>In the connection's transaction: nothing else of it is written unless the item is still this worker's.</summary>
    /// <exception cref="LeaseLostException">It is not.</exception>
    public Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        WriteAsync(connection, $"UPDATE tracker.work SET lease_until = now() + $4 WHERE {Own}", cancellation, options.Lease);

    /// <summary>In the connection's transaction, which writes what was found: the item is done.</summary>
    /// <exception cref="LeaseLostException">It is not this worker's any more; the transaction has to be rolled back.</exception>
    public Task FinishAsync(NpgsqlConnection connection, WorkOutcome outcome, CancellationToken cancellation) => WriteAsync(
        connection,
        $"""
        WITH own AS (
            UPDATE tracker.work SET status = 'done', run_id = $4::bigint, drivers_id = $5::bigint, decomposition_id = $6::bigint,
                steps = CASE WHEN $7::text IS NULL THEN steps ELSE steps || $7::text END, error = $8::text, lease_until = NULL, finished_at = now()
            WHERE {Own} RETURNING parent_id
        ), told AS (
            UPDATE tracker.work SET steps = steps || $7::text WHERE NOT $7::text = ANY (steps) AND work_id = (SELECT parent_id FROM own)
        )
        SELECT count(*) FROM own
        """,
        cancellation, outcome.RunId, outcome.DriversId, outcome.DecompositionId, outcome.Step, outcome.Refusal);

    /// <summary>The item is done, and there is nothing else to write.</summary>
    /// <inheritdoc cref="FinishAsync(NpgsqlConnection, WorkOutcome, CancellationToken)"/>
    public async Task FinishAsync(WorkOutcome outcome, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await FinishAsync(connection, outcome, cancellation);
    }

    /// <summary>Hands the item back until other items have ended, which are entered with it; then it is claimed again, and goes on where it was.</summary>
    /// <param name="children">Their keys are of this item alone.</param>
    /// <param name="step">Added to the steps.</param>
    /// <param name="cancellation">Ends it; nothing is entered.</param>
    /// <exception cref="LeaseLostException">The item is not this worker's any more.</exception>
    public async Task WaitForAsync(IReadOnlyList<NewWork> children, string step, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await WriteAsync(
            connection, $"UPDATE tracker.work SET status = 'queued', attempt = 0, not_before = now(), lease_until = NULL, steps = steps || $4 WHERE {Own}", cancellation, step);
        foreach (var child in children)
            await AddAsync(connection, child, Item.WorkId, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The first of its children that is dead; null where all that have ended are done.</summary>
    public async Task<WorkItem?> DeadChildAsync(CancellationToken cancellation) =>
        (await WorkLedger.ListAsync(source, new(Status: WorkStatus.Dead, ParentId: Item.WorkId), null, 1, cancellation)).SingleOrDefault();

    /// <summary>Another worker may take the item up, and no attempt is lost: it is not the item that this one cannot go on with.</summary>
    /// <param name="after">From when on: what failed now may fail again at once, and others wait.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<bool> GiveBackAsync(TimeSpan after, CancellationToken cancellation) => TryAsync(
        $"UPDATE tracker.work SET status = 'queued', attempt = greatest(attempt - 1, 0), not_before = now() + $4, lease_until = NULL WHERE {Own}", cancellation, after);

    /// <summary>The attempt failed. The item is tried again after a while, unless it was the last attempt or another would end alike: then it is dead.</summary>
    /// <param name="error">One line for people.</param>
    /// <param name="again">Whether another attempt may end otherwise.</param>
    /// <param name="chance">In [0, 1), for <see cref="Backoff"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<bool> FailAsync(string error, bool again, double chance, CancellationToken cancellation) => again && Item.Attempt < options.MostOf(Item.Kind)
        ? TryAsync(
            $"UPDATE tracker.work SET status = 'queued', error = $4, not_before = now() + $5, lease_until = NULL WHERE {Own}", cancellation,
            error, Backoff.After(Item.Attempt, chance))
        : TryAsync($"UPDATE tracker.work SET status = 'dead', error = $4, lease_until = NULL, finished_at = now() WHERE {Own}", cancellation, error);

    /// <summary>A sign of life: the lease begins anew.</summary>
    /// <returns>False where the item is not this worker's any more.</returns>
    public Task<bool> BeatAsync(CancellationToken cancellation) => TryAsync($"UPDATE tracker.work SET lease_until = now() + $4 WHERE {Own}", cancellation, options.Lease);

    /// <summary>Adds to what has been done; lost where the database does not answer.</summary>
    public async Task StepAsync(string step, CancellationToken cancellation)
    {
        try
        {
            await TryAsync($"UPDATE tracker.work SET steps = steps || $4 WHERE {Own}", cancellation, step);
        }
        catch (NpgsqlException)
        {
            // Words for people: the item itself goes on.
        }
    }

    private async Task AddAsync(NpgsqlConnection connection, NewWork child, long parent, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO tracker.work (kind, key, month, arguments, priority, parent_id, actor) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (key) WHERE status IN ('queued', 'running') DO NOTHING
            """,
            connection);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = child.Kind }, new() { Value = $"{parent} {child.Key}" },
            new() { Value = (object?)child.Month?.FirstDay ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            new() { Value = child.Arguments, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = child.Priority }, new() { Value = parent }, new() { Value = Item.Actor },
        });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<bool> TryAsync(string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await ExecuteAsync(connection, sql, cancellation, values);
    }

    private async Task WriteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        if (!await ExecuteAsync(connection, sql, cancellation, values))
            throw new LeaseLostException($"work {Item.WorkId}: another worker has it now, or it has ended: nothing is written");
    }

    private async Task<bool> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = Item.WorkId }, new() { Value = Item.Fence }, new() { Value = !options.Fenced } });
        foreach (var value in values)
            command.Parameters.Add(ParameterOf(value));
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? rows.GetInt64(0) == 1 : rows.RecordsAffected == 1;
    }

    private static NpgsqlParameter ParameterOf(object? value) => value switch
    {
        null => new() { Value = DBNull.Value },
        string text => new() { Value = text, NpgsqlDbType = NpgsqlDbType.Text },
        _ => new() { Value = value },
    };
}
