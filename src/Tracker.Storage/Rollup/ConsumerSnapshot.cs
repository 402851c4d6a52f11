using System.Data;
using Npgsql;
using Tracker.Core.Bought;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>
/// The consumers of a panel, all read as of one moment, at which the data was the panel's. Until it is disposed no load publishes a month that is there: its
/// cells are a new table, whose rows an older moment sees too.
/// </summary>
public sealed class ConsumerSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private ConsumerSnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction, PanelData panel) =>
        (this.connection, this.transaction, Panel) = (connection, transaction, panel);

    public PanelData Panel { get; }

    /// <returns>Null where the data has changed since the panel was read.</returns>
    public static async Task<ConsumerSnapshot?> OpenAsync(NpgsqlDataSource source, PanelData panel, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        NpgsqlTransaction? transaction = null;
        try
        {
            transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            // Before the moment is taken, and before anything else is held that a reader with this lock may wait for.
            await using var held = new NpgsqlCommand("LOCK TABLE mart.cells IN ACCESS SHARE MODE", connection);
            await held.ExecuteNonQueryAsync(cancellation);
            await using var command = new NpgsqlCommand("SELECT max(data_version) FROM warehouse.loads", connection);
            if (await command.ExecuteScalarAsync(cancellation) is int version && version == panel.DataVersion)
                return new(connection, transaction, panel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        return null;
    }

    /// <inheritdoc cref="ConsumerReader.ReadAsync"/>
    public Task<ConsumerMonth> ReadAsync(Sector sector, Month month, Weighting weighting, CancellationToken cancellation) =>
        ConsumerReader.ReadAsync(connection, Panel, sector, month, weighting, cancellation);

    /// <inheritdoc cref="PurchaseReader.ReadAsync"/>
    public Task<IReadOnlyList<Purchase>> PurchasesAsync(Sector sector, Month month, CancellationToken cancellation) =>
        PurchaseReader.ReadAsync(connection, sector, month, cancellation);

    /// <inheritdoc cref="PurchaseReader.LabelsAsync"/>
    public Task<ItemLabels> LabelsAsync(IEnumerable<Purchase> purchases, CancellationToken cancellation) => PurchaseReader.LabelsAsync(connection, purchases, cancellation);

    /// <summary>What is known of the consumers; read once a panel, for it is of the same version.</summary>
    public async Task<AttributeHistory> AttributesAsync(CancellationToken cancellation) =>
        Panel.KnownAttributes ??= await AttributeHistory.ReadAsync(connection, Panel, cancellation);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
