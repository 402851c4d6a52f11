using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;

namespace Tracker.Storage.Access;

/// <summary>People who are signed in to the pages. The database holds the hash of what their browser has, and a session is worth what its key is.</summary>
public static class Sessions
{
    private const int SecretBytes = 32;

    /// <summary>After so long people type their key again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Begins a session of a key, and forgets those that are over; the audit log says so.</summary>
    /// <returns>What the browser is given: the only time that it is seen.</returns>
    public static async Task<string> BeginAsync(NpgsqlDataSource source, string keyId, CancellationToken cancellationToken)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await using var command = source.CreateCommand(
            """
            WITH over AS (DELETE FROM tracker.sessions WHERE expires_at <= now()),
                 begun AS (INSERT INTO tracker.sessions (hash, key_id, expires_at) VALUES ($1, $2, now() + $3) RETURNING key_id)
            INSERT INTO tracker.audit (actor, action, subject) SELECT key_id, 'signed in', 'pages' FROM begun
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = ApiKeys.Hash(secret) }, new() { Value = keyId }, new() { Value = Lifetime } });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return secret;
    }

    /// <summary>The key of a session, whatever the key's state; null where there is no such session or it is over.</summary>
    public static Task<ApiKey?> FindAsync(NpgsqlDataSource source, string secret, CancellationToken cancellationToken) =>
        ApiKeys.FindAsync(
            source, "api_keys JOIN tracker.sessions USING (key_id) WHERE sessions.hash = $1 AND sessions.expires_at > now()", ApiKeys.Hash(secret), cancellationToken);

    /// <summary>Ends a session at once, if there is one; the audit log says so.</summary>
    public static async Task EndAsync(NpgsqlDataSource source, string secret, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            WITH ended AS (DELETE FROM tracker.sessions WHERE hash = $1 RETURNING key_id)
            INSERT INTO tracker.audit (actor, action, subject) SELECT key_id, 'signed out', 'pages' FROM ended
            """);
        command.Parameters.Add(new() { Value = ApiKeys.Hash(secret) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
