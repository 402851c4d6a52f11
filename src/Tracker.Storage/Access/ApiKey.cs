namespace Tracker.Storage.Access;

/// <summary>A key of the service as it is kept (<c>tracker.api_keys</c>): the key itself is not.</summary>
/// <param name="Id">Names it; no secret.</param>
/// <param name="ExpiresAt">Null for a key that does not expire.</param>
/// <param name="LastUsedAt">To the minute; null for a key that was not used yet.</param>
/// <param name="State">At the time of reading, by the clock of the database.</param>
public sealed record ApiKey(
    string Id, string Name, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt, KeyState State);

/// <summary>Whether a key opens anything.</summary>
public enum KeyState
{
    Usable,

    Expired,

    Revoked,
}

/// <summary>A new key: the only time that <see cref="Key"/> is seen.</summary>
public sealed record NewKey(string Id, string Key);
