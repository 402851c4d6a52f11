using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Access;

/// <summary>What was answered to a request that its client may repeat.</summary>
/// <param name="Status">Of the answer.</param>
/// <param name="Location">Its header; null where it had none.</param>
/// <param name="Body">JSON.</param>
public sealed record RememberedAnswer(int Status, string? Location, byte[] Body);

/// <summary>How a key of a client's own stands.</summary>
public enum RepeatState
{
    /// <summary>It is new: the request is to be answered, and the answer remembered.</summary>
    First,

    /// <summary>The same request was answered.</summary>
    Answered,

    /// <summary>The same request is being answered.</summary>
    BeingAnswered,

    /// <summary>Another request had it.</summary>
    OfAnother,
}

/// <summary>Keeps the answers to requests with a key of the client's own (<c>tracker.repeatable_requests</c>).</summary>
public static class RepeatableRequests
{
    /// <summary>How long an answer is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>Who has not answered after this was cut off, and the request begins anew.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Takes a key, and forgets those that are old.</summary>
    /// <param name="source">The database.</param>
    /// <param name="actor">The id of the API key.</param>
    /// <param name="key">Of the client's own.</param>
    /// <param name="requestHash">The same for the same request.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The answer where there is one.</returns>
    public static async Task<(RepeatState State, RememberedAnswer? Answer)> BeginAsync(
        NpgsqlDataSource source, string actor, string key, byte[] requestHash, CancellationToken cancellation)
    {
        await using (var command = source.CreateCommand(
            """
            WITH forgotten AS (
                DELETE FROM tracker.repeatable_requests WHERE began_at < now() - $4 AND (actor, repeat_key) <> ($1, $2)
            )
            INSERT INTO tracker.repeatable_requests AS known (actor, repeat_key, request_hash) VALUES ($1, $2, $3)
            ON CONFLICT (actor, repeat_key) DO UPDATE SET began_at = now(), request_hash = excluded.request_hash, status = NULL, location = NULL, body = NULL
                WHERE known.began_at < now() - $4 OR (known.status IS NULL AND known.request_hash = $3 AND known.began_at < now() - $5)
            """))
        {
            command.Parameters.AddRange(new NpgsqlParameter[]
            {
                new() { Value = actor }, new() { Value = key }, new() { Value = requestHash },
                new() { Value = Kept, NpgsqlDbType = NpgsqlDbType.Interval }, new() { Value = Patience, NpgsqlDbType = NpgsqlDbType.Interval },
            });
            if (await command.ExecuteNonQueryAsync(cancellation) == 1)
                return (RepeatState.First, null);
        }

        await using var find = source.CreateCommand("SELECT request_hash, status, location, body FROM tracker.repeatable_requests WHERE actor = $1 AND repeat_key = $2");
        find.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = actor }, new() { Value = key } });
        await using var row = await find.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
            return (RepeatState.BeingAnswered, null); // it was refused and given free just now
        if (!row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(requestHash))
            return (RepeatState.OfAnother, null);
        return row.IsDBNull(1)
            ? (RepeatState.BeingAnswered, null)
            : (RepeatState.Answered, new(row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<byte[]>(3)));
    }

    /// <summary>Remembers the answer to a request that began.</summary>
    public static async Task EndAsync(NpgsqlDataSource source, string actor, string key, RememberedAnswer answer, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "UPDATE tracker.repeatable_requests SET status = $3, location = $4, body = $5 WHERE actor = $1 AND repeat_key = $2");
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = actor }, new() { Value = key }, new() { Value = answer.Status },
            new() { Value = (object?)answer.Location ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = answer.Body },
        });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Gives a key free whose request was refused, or failed: it has no answer to remember, and may be sent again.</summary>
    public static async Task GiveUpAsync(NpgsqlDataSource source, string actor, string key, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("DELETE FROM tracker.repeatable_requests WHERE actor = $1 AND repeat_key = $2 AND status IS NULL");
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = actor }, new() { Value = key } });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
