using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>A stored answer about a mover.</summary>
/// <param name="Id">Its number.</param>
/// <param name="DataVersion">Of the data that it was made from.</param>
/// <param name="CreatedAt">When it was stored.</param>
/// <param name="Answer">The answer.</param>
public sealed record StoredAnswer<T>(long Id, long DataVersion, DateTimeOffset CreatedAt, T Answer)
    where T : class, IMoverAnswer;

/// <summary>Reads what <see cref="MoverShelf{T}"/> keeps.</summary>
public static class StoredAnswers
{
    /// <summary>Null where there is no such answer.</summary>
    public static async Task<StoredAnswer<T>?> FindAsync<T>(NpgsqlDataSource source, long id, CancellationToken cancellation)
        where T : class, IMoverAnswer
    {
        await using var command = source.CreateCommand($"SELECT {Columns<T>()} FROM {T.Table} WHERE {T.IdColumn} = $1");
        command.Parameters.Add(new() { Value = id });
        return await FirstAsync<T>(command, cancellation);
    }

    /// <summary>The answer about a mover on the newest data: of several to what nobody narrowed down, as a run asks, then the latest. Null where there is none.</summary>
    /// <param name="source">The database.</param>
    /// <param name="month">Of the mover.</param>
    /// <param name="sector">Of the mover.</param>
    /// <param name="metric">Of the mover.</param>
    /// <param name="reference">As <see cref="IMoverAnswer.Reference"/>; null for any.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<StoredAnswer<T>?> LatestAsync<T>(
        NpgsqlDataSource source, Month month, string sector, string metric, string? reference, CancellationToken cancellation)
        where T : class, IMoverAnswer
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT {Columns<T>()} FROM {T.Table}
            WHERE month = $1 AND sector = $2 AND metric = $3 AND (reference = $4 OR $4 IS NULL)
            ORDER BY data_version DESC, (configuration::jsonb ->> 'Attributes' IS NULL) DESC, (configuration::jsonb ->> 'Reference' IS NULL) DESC,
                coalesce((configuration::jsonb ->> 'AlongTime')::boolean, false), (configuration::jsonb ->> 'LeastConsumers')::integer, {T.IdColumn} DESC
            LIMIT 1
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = month.FirstDay }, new() { Value = sector }, new() { Value = metric },
            new() { Value = (object?)reference ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
        });
        return await FirstAsync<T>(command, cancellation);
    }

    internal static string Columns<T>()
        where T : class, IMoverAnswer => $"{T.IdColumn}, data_version, created_at, result::text";

    internal static async Task<StoredAnswer<T>?> FirstAsync<T>(NpgsqlCommand command, CancellationToken cancellation)
        where T : class, IMoverAnswer
    {
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<DateTimeOffset>(2), JsonSerializer.Deserialize<T>(row.GetString(3))!)
            : null;
    }
}
