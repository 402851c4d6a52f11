using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>The queue of months to compute. It lies in the database, so that neither a kill nor a restart loses a request.</summary>
public static class RunRequests
{
    private const string Columns = "request_id, month, status, steps, run_id, error, requested_at, finished_at";

    /// <summary>Asks for a month; a request for it that still waits is the same one. The audit log says who asked.</summary>
    public static async Task<RunRequest> AddAsync(NpgsqlDataSource source, Month month, string actor, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            WITH added AS (
                INSERT INTO tracker.run_requests (month) VALUES ($1)
                ON CONFLICT (month) WHERE status = 'queued' DO UPDATE SET month = excluded.month
                RETURNING {Columns}
            ), audited AS (
                INSERT INTO tracker.audit (actor, action, subject) SELECT $2, 'run requested', concat_ws(' ', to_char(month, 'YYYY-MM'), 'request', request_id) FROM added
            )
            SELECT {Columns} FROM added
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = month.FirstDay }, new() { Value = actor } });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return Of(rows);
    }

    /// <summary>Null where there is no such request.</summary>
    public static async Task<RunRequest?> FindAsync(NpgsqlDataSource source, long requestId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM tracker.run_requests WHERE request_id = $1");
        command.Parameters.Add(new() { Value = requestId });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? Of(rows) : null;
    }

    /// <summary>Takes up the oldest request that nobody computes; null where there is none.</summary>
    public static async Task<RunRequestClaim?> TakeAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            foreach (var requestId in await OpenAsync(connection, cancellationToken))
            {
                if (await RunRequestClaim.TryAsync(connection, requestId, cancellationToken) is { } request)
                    return new(source, connection, request);
            }
        }
        catch
        {
            await RunLedger.ReleaseAsync(connection);
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    internal static RunRequest Of(NpgsqlDataReader row) =>
        new(
            row.GetInt64(0), Month.Of(row.GetFieldValue<DateOnly>(1)), Enum.Parse<RunRequestStatus>(row.GetString(2), ignoreCase: true),
            row.GetFieldValue<string[]>(3), row.IsDBNull(4) ? null : row.GetInt64(4), row.IsDBNull(5) ? null : row.GetString(5),
            row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7));

    /// <summary>Marks a request as running and forgets the steps of an attempt that was cut off; null where it has ended.</summary>
    internal static async Task<RunRequest?> StartAsync(NpgsqlConnection connection, long requestId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"UPDATE tracker.run_requests SET status = 'running', steps = '{{}}' WHERE request_id = $1 AND status IN ('queued', 'running') RETURNING {Columns}", connection)
        {
            Parameters = { new() { Value = requestId, NpgsqlDbType = NpgsqlDbType.Bigint } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? Of(rows) : null;
    }

    private static async Task<List<long>> OpenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT request_id FROM tracker.run_requests WHERE status IN ('queued', 'running') ORDER BY request_id", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var open = new List<long>();
        while (await rows.ReadAsync(cancellationToken))
            open.Add(rows.GetInt64(0));
        return open;
    }
}
