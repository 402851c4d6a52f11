using System.Globalization;
using Npgsql;

namespace Tracker.Storage.Reports;

/// <summary>What an answer of the service rests on, at one moment.</summary>
/// <param name="Stamp">
/// A text that is another one whenever a load, a run, an answer about a mover or an annotation came or changed, so that an answer made from them can be told from
/// an older one without making it.
/// </param>
/// <param name="KeyChanges">Counts what was done to the keys of the service.</param>
/// <param name="Now">By the clock of the database.</param>
public sealed record DataState(string Stamp, long KeyChanges, DateTimeOffset Now);

/// <summary>Reads the state on a connection of its own, one query at a time.</summary>
public sealed class DataStateReader(NpgsqlDataSource source) : IAsyncDisposable
{
    private const string Sql =
        """
        SELECT now(), (SELECT changes FROM tracker.api_key_changes),
               (SELECT coalesce(max(load_id), 0) FROM warehouse.loads),
               (SELECT coalesce(max(annotation_id), 0) FROM tracker.annotations),
               (SELECT coalesce(max(drivers_id), 0) FROM tracker.drivers),
               (SELECT coalesce(max(decomposition_id), 0) FROM tracker.decompositions),
               (SELECT coalesce(max(bought_id), 0) FROM tracker.bought),
               runs.known, runs.running, runs.done, runs.failed, runs.fences, runs.last
        FROM (
            SELECT count(*) AS known, count(*) FILTER (WHERE status = 'running') AS running, count(*) FILTER (WHERE status = 'done') AS done, count(*) FILTER (WHERE status = 'failed') AS failed,
                   coalesce(sum(fence), 0)::bigint AS fences, coalesce(max(run_id), 0) AS last
            FROM tracker.runs
        ) AS runs
        """;

    private const int FirstOfStamp = 2;

    private NpgsqlConnection? connection;
    private NpgsqlCommand? prepared;

    /// <summary>As it is after this was called. A connection that has gone is made anew.</summary>
    public async Task<DataState> ReadAsync(CancellationToken cancellation)
    {
        if (prepared is not null)
        {
            try
            {
                return await ReadAsync(prepared, cancellation);
            }
            catch (NpgsqlException)
            {
                await DisposeAsync();
            }
        }

        connection = await source.OpenConnectionAsync(cancellation);
        var command = new NpgsqlCommand(Sql, connection);
        await command.PrepareAsync(cancellation);
        var state = await ReadAsync(command, cancellation);
        prepared = command;
        return state;
    }

    public async ValueTask DisposeAsync()
    {
        if (prepared is not null)
            await prepared.DisposeAsync();
        if (connection is not null)
            await connection.DisposeAsync();
        (prepared, connection) = (null, null);
    }

    private static async Task<DataState> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var stamp = string.Join('.', Enumerable.Range(FirstOfStamp, row.FieldCount - FirstOfStamp).Select(i => Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture)));
        return new(stamp, row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(0));
    }
}
