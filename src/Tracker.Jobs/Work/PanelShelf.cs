using Tracker.Storage;
using Tracker.Storage.Rollup;

namespace Tracker.Jobs.Work;

/// <summary>The panel on the newest data, read once a version of it: of 100,000 consumers that takes seconds.</summary>
public sealed class PanelShelf(TrackerDatabase database) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1);
    private PanelData? held;

    /// <exception cref="NothingToComputeException">No data.</exception>
    public async Task<PanelData> ReadAsync(CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        try
        {
            if (held is null || held.DataVersion != await VersionAsync(cancellation))
                held = await ComputeMonth.ReadAsync(database, null, cancellation);
            return held;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task<long?> VersionAsync(CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand("SELECT max(data_version)::bigint FROM warehouse.loads");
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }
}
