using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Results;

/// <summary>The right to answer a request, until it is disposed. Its session holds an advisory lock, which a kill ends as well.</summary>
public sealed class RunRequestClaim : IAsyncDisposable
{
    /// <summary>"run " and the request: no other lock of the program begins so.</summary>
    private const long LockBase = 0x7275_6e20_0000_0000;

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection holder;

    internal RunRequestClaim(NpgsqlDataSource source, NpgsqlConnection holder, RunRequest request) =>
        (this.source, this.holder, Request) = (source, holder, request);

    public RunRequest Request { get; }

    /// <summary>Adds to what has been done.</summary>
    public void Step(string step) => Execute("UPDATE tracker.run_requests SET steps = steps || $2 WHERE request_id = $1", step);

    /// <summary>The run answers the request.</summary>
    public void Finish(Run run) => Execute(
        "UPDATE tracker.run_requests SET status = 'done', run_id = $2, error = NULL, finished_at = now() WHERE request_id = $1", run.RunId);

    /// <summary>There is no answer, and why.</summary>
    public void Fail(string error) => Execute(
        "UPDATE tracker.run_requests SET status = 'failed', error = $2, finished_at = now() WHERE request_id = $1", error);

    /// <summary>Another program may take it up: this one ends. A newer request for the month that waits answers this one as well.</summary>
    public void GiveBack() => Execute(
        """
        UPDATE tracker.run_requests AS mine SET status = 'queued'
        WHERE request_id = $1 AND NOT EXISTS (SELECT FROM tracker.run_requests AS other WHERE other.month = mine.month AND other.status = 'queued')
        """);

    public async ValueTask DisposeAsync() => await RunLedger.ReleaseAsync(holder);

    /// <summary>Locks and starts a request; null where another holds it or it has ended.</summary>
    internal static async Task<RunRequest?> TryAsync(NpgsqlConnection connection, long requestId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection)
        {
            Parameters = { new() { Value = LockBase + requestId, NpgsqlDbType = NpgsqlDbType.Bigint } },
        };
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
            return null;
        if (await RunRequests.StartAsync(connection, requestId, cancellationToken) is { } request)
            return request;
        command.CommandText = "SELECT pg_advisory_unlock($1)";
        await command.ExecuteScalarAsync(cancellationToken);
        return null;
    }

    private void Execute(string sql, params object[] values)
    {
        using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Request.RequestId });
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        command.ExecuteNonQuery();
    }
}
