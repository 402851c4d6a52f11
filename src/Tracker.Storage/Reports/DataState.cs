using System.Globalization;
using Npgsql;

namespace Tracker.Storage.Reports;

/// <summary>What an answer of the service rests on, at one moment.</summary>
/// <param name="Stamp">
/// A text that is another one whenever a load, a run, an answer about a mover or an annotation came or changed, so that an answer made from them can be told from
/// an older one without making it.
/// </param>
/// <param name="Data">
/// A text that is another one with each load that changed the data: what is made of the data alone is the same as long as it is. It says when the load ended, too: in a database
/// that was made anew or restored its number may come again.
/// </param>
/// <param name="KeyChanges">Counts what was done to the keys of the service.</param>
/// <param name="Now">By the clock of the database.</param>
public sealed record DataState(string Stamp, string Data, long KeyChanges, DateTimeOffset Now);

/// <summary>Reads the state on a connection of its own, one query at a time.</summary>
public sealed class DataStateReader(NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>Later a server that does not answer is given up: requests wait for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What is written at the same time is numbered in one order and seen in another. A higher number may be seen first: the last thousand are summed, and what is seen late
    /// raises the sum. Loads are written one at a time.
    /// </summary>
    private const string Sql =
        """
        SELECT now(), (SELECT changes FROM tracker.api_key_changes),
               coalesce((SELECT format('%s %s', load_id, extract(epoch FROM finished_at)) FROM warehouse.loads WHERE load_id = data_version ORDER BY load_id DESC LIMIT 1), ''),
               (SELECT coalesce(max(load_id), 0) FROM warehouse.loads),
               (SELECT coalesce(sum(id), 0) FROM (SELECT annotation_id AS id FROM tracker.annotations ORDER BY id DESC LIMIT 1000) AS last),
               (SELECT coalesce(sum(id), 0) FROM (SELECT drivers_id AS id FROM tracker.drivers ORDER BY id DESC LIMIT 1000) AS last),
               (SELECT coalesce(sum(id), 0) FROM (SELECT decomposition_id AS id FROM tracker.decompositions ORDER BY id DESC LIMIT 1000) AS last),
               (SELECT coalesce(sum(id), 0) FROM (SELECT bought_id AS id FROM tracker.bought ORDER BY id DESC LIMIT 1000) AS last),
               runs.known, runs.running, runs.done, runs.failed, runs.fences, runs.last
        FROM (
            SELECT count(*) AS known, count(*) FILTER (WHERE status = 'running') AS running, count(*) FILTER (WHERE status = 'done') AS done, count(*) FILTER (WHERE status = 'failed') AS failed,
                   coalesce(sum(fence), 0)::bigint AS fences, coalesce(max(run_id), 0) AS last
            FROM tracker.runs
        ) AS runs
        """;

    private const int FirstOfStamp = 3;

    private NpgsqlConnection? connection;
    private NpgsqlCommand? prepared;

    /// <summary>As it is after this was called. A connection that has gone is made anew.</summary>
    /// <exception cref="NpgsqlException">The server did not answer within seconds, or has another schema.</exception>
    public async Task<DataState> ReadAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await ReadHeldAsync(patience.Token) ?? await ReadAnewAsync(patience.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            await DisposeAsync();
            throw new NpgsqlException($"expected the state of the data within {Patience.TotalSeconds} s", late);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (prepared is not null)
            await prepared.DisposeAsync();
        if (connection is not null)
            await connection.DisposeAsync();
        (prepared, connection) = (null, null);
    }

    /// <summary>Null where no connection is held, or it has gone.</summary>
    private async Task<DataState?> ReadHeldAsync(CancellationToken cancellation)
    {
        try
        {
            return prepared is null ? null : await ReadAsync(prepared, cancellation);
        }
        catch (NpgsqlException)
        {
            await DisposeAsync();
            return null;
        }
    }

    private async Task<DataState> ReadAnewAsync(CancellationToken cancellation)
    {
        connection = await source.OpenConnectionAsync(cancellation);
        prepared = new NpgsqlCommand(Sql, connection);
        await prepared.PrepareAsync(cancellation);
        return await ReadAsync(prepared, cancellation);
    }

    private static async Task<DataState> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var stamp = string.Join('.', Enumerable.Range(FirstOfStamp, row.FieldCount - FirstOfStamp).Select(i => Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture)));
        return new(stamp, row.GetString(2), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(0));
    }
}
