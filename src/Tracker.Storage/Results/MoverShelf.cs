using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>Told the number of an answer in the transaction that keeps it, which a throw rolls back.</summary>
public delegate Task Kept(NpgsqlConnection connection, long id, CancellationToken cancellation);

/// <summary>Takes shelves.</summary>
public static class MoverShelf
{
    /// <summary>Waits until no other program holds it.</summary>
    public static async Task<MoverShelf<T>> HoldAsync<T>(NpgsqlDataSource source, Month month, string sector, string metric, CancellationToken cancellation)
        where T : class, IMoverAnswer
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = Lock(T.Kind, month, sector, metric) } } };
            await command.ExecuteNonQueryAsync(cancellation);
            return new(connection, transaction, month, sector, metric);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static long Lock(string kind, Month month, string sector, string metric) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{month}\n{sector}\n{metric}")));
}

/// <summary>
/// The stored answers of one kind about one mover, held by one program at a time until it is disposed: the same request is not computed twice, and two new
/// requests that are safe one by one may not be together.
/// </summary>
public sealed class MoverShelf<T> : IAsyncDisposable
    where T : class, IMoverAnswer
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    internal MoverShelf(NpgsqlConnection connection, NpgsqlTransaction transaction, Month month, string sector, string metric) =>
        (this.connection, this.transaction, Month, Sector, Metric) = (connection, transaction, month, sector, metric);

    public Month Month { get; }

    public string Sector { get; }

    public string Metric { get; }

    /// <summary>The stored answer; null where there is none.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="kept">Told of the answer that is there, which gives the mover free; null where nobody is.</param>
    public async Task<T?> FindAsync(RunKey key, CancellationToken cancellation, Kept? kept = null)
    {
        if (await StoredAsync(key, cancellation) is not { } stored)
            return null;
        if (kept is not null)
        {
            await kept(connection, stored.Id, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return stored.Answer;
    }

    private async Task<(long Id, T Answer)?> StoredAsync(RunKey key, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT {T.IdColumn}, result::text FROM {T.Table}
            WHERE month = $1 AND sector = $2 AND metric = $3 AND data_version = $4 AND configuration_hash = $5 AND code_version = $6
            """,
            connection);
        AddMover(command);
        command.Parameters.Add(new() { Value = key.DataVersion });
        command.Parameters.Add(new() { Value = key.ConfigurationHash });
        command.Parameters.Add(new() { Value = key.CodeVersion });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? (rows.GetInt64(0), JsonSerializer.Deserialize<T>(rows.GetString(1))!) : null;
    }

    /// <summary>All stored answers of the mover, those on the newest data first.</summary>
    public async Task<IReadOnlyList<T>> AllAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT result::text FROM {T.Table} WHERE month = $1 AND sector = $2 AND metric = $3 ORDER BY data_version DESC, created_at, configuration_hash", connection);
        AddMover(command);
        var all = new List<T>();
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            all.Add(JsonSerializer.Deserialize<T>(rows.GetString(0))!);
        return all;
    }

    /// <summary>Stores an answer and gives the mover free.</summary>
    /// <param name="key">What it answers.</param>
    /// <param name="configuration">The request in full.</param>
    /// <param name="result">The answer.</param>
    /// <param name="cancellation">Ends it; nothing is stored.</param>
    /// <param name="kept">Told of it; null where nobody is.</param>
    /// <returns>The answer as it will be found.</returns>
    public async Task<T> SaveAsync(RunKey key, Configuration configuration, T result, CancellationToken cancellation, Kept? kept = null)
    {
        await using (var command = new NpgsqlCommand(
            $"""
            INSERT INTO {T.Table}
                (month, sector, metric, data_version, configuration_hash, code_version, configuration, seed, reference, attributes, result)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            connection))
        {
            AddMover(command);
            command.Parameters.Add(new() { Value = key.DataVersion });
            command.Parameters.Add(new() { Value = key.ConfigurationHash });
            command.Parameters.Add(new() { Value = key.CodeVersion });
            command.Parameters.Add(new() { Value = configuration.Json });
            command.Parameters.Add(new() { Value = key.Seed });
            command.Parameters.Add(new() { Value = result.Reference });
            command.Parameters.Add(new() { Value = result.Attributes.ToArray() });
            command.Parameters.Add(new() { Value = JsonSerializer.Serialize(result), NpgsqlDbType = NpgsqlDbType.Jsonb });
            await command.ExecuteNonQueryAsync(cancellation);
        }

        var (id, stored) = (await StoredAsync(key, cancellation))!.Value;
        if (kept is not null)
            await kept(connection, id, cancellation);
        await transaction.CommitAsync(cancellation);
        return stored;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private void AddMover(NpgsqlCommand command)
    {
        command.Parameters.Add(new() { Value = Month.FirstDay });
        command.Parameters.Add(new() { Value = Sector });
        command.Parameters.Add(new() { Value = Metric });
    }
}
