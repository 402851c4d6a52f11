using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Access;

/// <summary>Makes, finds and revokes the keys of the service. To make or revoke one writes to the audit log in the same statement.</summary>
public static class ApiKeys
{
    private const string Prefix = "trk_";
    private const int SecretBytes = 32;
    private const int IdDigits = 12;

    private const string Columns =
        """
        api_keys.key_id, name, role, api_keys.created_at, api_keys.expires_at, revoked_at, last_used_at,
        CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN api_keys.expires_at <= now() THEN 'expired' ELSE 'usable' END
        """;

    /// <param name="source">The database.</param>
    /// <param name="role">What its holder may do.</param>
    /// <param name="name">For people.</param>
    /// <param name="lifetime">From now on, above zero; null for no end.</param>
    /// <param name="actor">Who makes it, for the audit log.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<NewKey> CreateAsync(
        NpgsqlDataSource source, Role role, string name, TimeSpan? lifetime, string actor, CancellationToken cancellationToken)
    {
        var created = new NewKey(
            RandomNumberGenerator.GetHexString(IdDigits, lowercase: true),
            Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        await using var command = source.CreateCommand(
            """
            WITH created AS (
                INSERT INTO tracker.api_keys (key_id, hash, name, role, expires_at) VALUES ($1, $2, $3, $4, now() + $5) RETURNING key_id, name, role
            )
            INSERT INTO tracker.audit (actor, action, subject) SELECT $6, 'key created', concat_ws(' ', key_id, role, name) FROM created
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = created.Id }, new() { Value = Hash(created.Key) }, new() { Value = name }, new() { Value = NameOf(role) },
            new() { Value = (object?)lifetime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval }, new() { Value = actor },
        });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return created;
    }

    /// <summary>All keys, the newest first.</summary>
    public static async Task<IReadOnlyList<ApiKey>> ReadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM tracker.api_keys ORDER BY api_keys.created_at DESC, key_id");
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<ApiKey>();
        while (await rows.ReadAsync(cancellationToken))
            keys.Add(Of(rows));
        return keys;
    }

    /// <summary>The key that people typed, whatever its state; null where there is no such key. Its use is recorded, once a minute.</summary>
    public static Task<ApiKey?> FindAsync(NpgsqlDataSource source, string key, CancellationToken cancellationToken) =>
        FindAsync(source, "api_keys WHERE hash = $1", Hash(key), cancellationToken);

    /// <param name="from">The key's row, by its hash or that of a session: the parameter 1.</param>
    internal static async Task<ApiKey?> FindAsync(NpgsqlDataSource source, string from, byte[] hash, CancellationToken cancellationToken)
    {
        ApiKey found;
        await using (var command = source.CreateCommand($"SELECT {Columns}, last_used_at IS NULL OR last_used_at < now() - interval '1 minute' FROM tracker.{from}"))
        {
            command.Parameters.Add(new() { Value = hash });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            if (!await rows.ReadAsync(cancellationToken))
                return null;
            found = Of(rows);
            if (found.State != KeyState.Usable || !rows.GetBoolean(8))
                return found;
        }

        await using var used = source.CreateCommand("UPDATE tracker.api_keys SET last_used_at = now() WHERE key_id = $1");
        used.Parameters.Add(new() { Value = found.Id });
        await used.ExecuteNonQueryAsync(cancellationToken);
        return found;
    }

    /// <summary>Ends a key at once.</summary>
    /// <returns>False where no key has the id; true also for one that was revoked before.</returns>
    public static async Task<bool> RevokeAsync(NpgsqlDataSource source, string id, string actor, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            WITH revoked AS (UPDATE tracker.api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE key_id = $1 RETURNING key_id)
            INSERT INTO tracker.audit (actor, action, subject) SELECT $2, 'key revoked', key_id FROM revoked
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = id }, new() { Value = actor } });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Whether any key opens anything now.</summary>
    public static async Task<bool> AnyUsableAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "SELECT EXISTS (SELECT FROM tracker.api_keys WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()))");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    internal static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static string NameOf(Role role) => role.ToString().ToLowerInvariant();

    private static ApiKey Of(NpgsqlDataReader row) =>
        new(
            row.GetString(0), row.GetString(1), Enum.Parse<Role>(row.GetString(2), ignoreCase: true), row.GetFieldValue<DateTimeOffset>(3),
            MomentOf(row, 4), MomentOf(row, 5), MomentOf(row, 6), Enum.Parse<KeyState>(row.GetString(7), ignoreCase: true));

    private static DateTimeOffset? MomentOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
