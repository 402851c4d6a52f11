using Tracker.Storage;
using Tracker.Storage.Rollup;

namespace Tracker.Jobs.Work;

/// <summary>The panel on the newest data, read once a version of it: of 100,000 consumers that takes seconds.</summary>
public sealed class PanelShelf(TrackerDatabase database) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1);
    private PanelData? held;
    private Stamp? stamp;

    /// <exception cref="NothingToComputeException">No data.</exception>
    public async Task<PanelData> ReadAsync(CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        try
        {
            var now = await StampAsync(cancellation);
            if (held is null || stamp != now)
                (held, stamp) = (await ComputeMonth.ReadAsync(database, null, cancellation), now);
            return held;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task<Stamp?> StampAsync(CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(
            "SELECT load_id, finished_at FROM warehouse.loads WHERE load_id = data_version ORDER BY load_id DESC LIMIT 1");
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new(row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1)) : null;
    }

    /// <summary>Of the load that made the newest data. In a database that was made anew or restored its number may come again.</summary>
    private readonly record struct Stamp(int Load, DateTimeOffset FinishedAt);
}
