using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Tracker.Storage.Alerts;

/// <summary>Adds, finds and removes the targets of alerts. To add or remove one writes to the audit log in the same statement.</summary>
public static class AlertTargets
{
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;
    private const int IdDigits = 12;
    private const string Columns = "target_id, name, kind, url, secret, allow_private, allow_http, created_at";

    /// <param name="source">The database.</param>
    /// <param name="kind">What it understands.</param>
    /// <param name="url">Checked.</param>
    /// <param name="name">For people.</param>
    /// <param name="allowPrivate">Whether it may be an address that is not public.</param>
    /// <param name="allowHttp">Whether it may go without TLS.</param>
    /// <param name="actor">Who adds it, for the audit log.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<NewAlertTarget> AddAsync(
        NpgsqlDataSource source, AlertTargetKind kind, Uri url, string name, bool allowPrivate, bool allowHttp, string actor, CancellationToken cancellation)
    {
        var added = new NewAlertTarget(
            RandomNumberGenerator.GetHexString(IdDigits, lowercase: true),
            kind == AlertTargetKind.Slack ? null : Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        await using var command = source.CreateCommand(
            """
            WITH added AS (
                INSERT INTO tracker.alert_targets (target_id, name, kind, url, secret, allow_private, allow_http) VALUES ($1, $2, $3, $4, $5, $6, $7)
                RETURNING target_id, kind, name
            )
            INSERT INTO tracker.audit (actor, action, subject) SELECT $8, 'alert target added', concat_ws(' ', target_id, kind, name) FROM added
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = added.Id }, new() { Value = name }, new() { Value = NameOf(kind) }, new() { Value = url.AbsoluteUri },
            new() { Value = (object?)added.Secret ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }, new() { Value = allowPrivate }, new() { Value = allowHttp },
            new() { Value = actor },
        });
        await command.ExecuteNonQueryAsync(cancellation);
        return added;
    }

    /// <summary>All targets, the newest first.</summary>
    public static async Task<IReadOnlyList<AlertTarget>> ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM tracker.alert_targets ORDER BY created_at DESC, target_id");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var targets = new List<AlertTarget>();
        while (await rows.ReadAsync(cancellation))
            targets.Add(Of(rows));
        return targets;
    }

    /// <summary>Null where there is none, or not any more.</summary>
    public static async Task<AlertTarget?> FindAsync(NpgsqlDataSource source, string id, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM tracker.alert_targets WHERE target_id = $1");
        command.Parameters.Add(new() { Value = id });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? Of(rows) : null;
    }

    /// <summary>Ends a target: what waits for it is not sent.</summary>
    /// <returns>False where there is none of this id.</returns>
    public static async Task<bool> RemoveAsync(NpgsqlDataSource source, string id, string actor, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            WITH removed AS (DELETE FROM tracker.alert_targets WHERE target_id = $1 RETURNING target_id, kind, name)
            INSERT INTO tracker.audit (actor, action, subject) SELECT $2, 'alert target removed', concat_ws(' ', target_id, kind, name) FROM removed
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = id }, new() { Value = actor } });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Records that someone had a test alert sent.</summary>
    public static async Task RecordTestAsync(NpgsqlDataSource source, AlertTarget target, string outcome, string actor, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("INSERT INTO tracker.audit (actor, action, subject) VALUES ($1, 'alert target tested', $2)");
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = actor }, new() { Value = $"{target.Id} {outcome}" } });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string NameOf(AlertTargetKind kind) => kind.ToString().ToLowerInvariant();

    private static AlertTarget Of(NpgsqlDataReader row) =>
        new(
            row.GetString(0), row.GetString(1), Enum.Parse<AlertTargetKind>(row.GetString(2), ignoreCase: true), new(row.GetString(3)),
            row.IsDBNull(4) ? null : row.GetString(4), row.GetBoolean(5), row.GetBoolean(6), row.GetFieldValue<DateTimeOffset>(7));
}
