using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>
/// The stored decompositions of one mover (<c>tracker.decompositions</c>), held by one program at a time until it is disposed: two new requests that
/// are safe one by one may not be together.
/// </summary>
public sealed class DecompositionShelf : IAsyncDisposable
{
    /// <summary>The kind of the key of a decomposition.</summary>
    public const string Kind = "decomposition";

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private DecompositionShelf(NpgsqlConnection connection, NpgsqlTransaction transaction, Month month, string sector, string metric) =>
        (this.connection, this.transaction, Month, Sector, Metric) = (connection, transaction, month, sector, metric);

    public Month Month { get; }

    public string Sector { get; }

    public string Metric { get; }

    /// <summary>Waits until no other program holds it.</summary>
    public static async Task<DecompositionShelf> HoldAsync(NpgsqlDataSource source, Month month, string sector, string metric, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = Lock(month, sector, metric) } } };
            await command.ExecuteNonQueryAsync(cancellation);
            return new(connection, transaction, month, sector, metric);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The stored answer; null where there is none.</summary>
    public async Task<PublishedDecomposition?> FindAsync(RunKey key, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT result::text FROM tracker.decompositions
            WHERE month = $1 AND sector = $2 AND metric = $3 AND data_version = $4 AND configuration_hash = $5 AND code_version = $6
            """,
            connection);
        AddMover(command);
        command.Parameters.Add(new() { Value = key.DataVersion });
        command.Parameters.Add(new() { Value = key.ConfigurationHash });
        command.Parameters.Add(new() { Value = key.CodeVersion });
        return await command.ExecuteScalarAsync(cancellation) is string json ? JsonSerializer.Deserialize<PublishedDecomposition>(json) : null;
    }

    /// <summary>All stored answers of the mover, those on the newest data first.</summary>
    public async Task<IReadOnlyList<PublishedDecomposition>> AllAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "SELECT result::text FROM tracker.decompositions WHERE month = $1 AND sector = $2 AND metric = $3 ORDER BY data_version DESC, decomposition_id", connection);
        AddMover(command);
        var all = new List<PublishedDecomposition>();
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            all.Add(JsonSerializer.Deserialize<PublishedDecomposition>(rows.GetString(0))!);
        return all;
    }

    /// <summary>Stores an answer and gives the mover free.</summary>
    /// <returns>The answer as it will be found.</returns>
    public async Task<PublishedDecomposition> SaveAsync(RunKey key, Configuration configuration, PublishedDecomposition result, CancellationToken cancellation)
    {
        await using (var command = new NpgsqlCommand(
            """
            INSERT INTO tracker.decompositions
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
            command.Parameters.Add(new() { Value = result.Decomposition.Attributes.ToArray() });
            command.Parameters.Add(new() { Value = JsonSerializer.Serialize(result), NpgsqlDbType = NpgsqlDbType.Jsonb });
            await command.ExecuteNonQueryAsync(cancellation);
        }

        var stored = await FindAsync(key, cancellation);
        await transaction.CommitAsync(cancellation);
        return stored!;
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

    private static long Lock(Month month, string sector, string metric) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{month}\n{sector}\n{metric}")));
}
