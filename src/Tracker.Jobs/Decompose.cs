using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>Explains changes: who (mix) and how (behaviour), by segment. The same request on the same data finds the stored answer.</summary>
public static class Decompose
{
    /// <param name="database">Where the panel is and the answer goes.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellation">Ends the computation; nothing is stored.</param>
    /// <exception cref="NothingToComputeException">The data does not have it, or it would tell of too few.</exception>
    public static async Task<PublishedDecomposition> RunAsync(
        TrackerDatabase database, DecomposeRequest request, IProgress<string>? notes, CancellationToken cancellation)
    {
        var (reading, movers) = await MonthReading.OpenAsync(database, request.Month, notes, cancellation);
        await using (reading)
            return await new Decomposer(database, reading, movers).OfAsync(request, notes, cancellation);
    }

    /// <summary>The first mover of a run as the run explained it; null where it could not, or where nothing is significant.</summary>
    public static async Task<PublishedDecomposition?> FirstAsync(TrackerDatabase database, Run run, CancellationToken cancellation)
    {
        var movers = await PublishedMovers.OfRunAsync(database.Source, run, cancellation);
        if (movers.Movers is not [{ Significant: true } first, ..])
            return null;
        try
        {
            return await RunAsync(database, new(first.Sector, Metric.Parse(first.Metric)) { Month = run.Month }, null, cancellation);
        }
        catch (NothingToComputeException)
        {
            return null;
        }
    }
}
