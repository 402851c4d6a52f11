using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;

namespace Tracker.Jobs;

/// <summary>Explains changes: who (mix) and how (behaviour), by segment. The same request on the same data finds the stored answer.</summary>
public static class Decompose
{
    /// <summary>Movers of a run that are explained though they are not significant, because they are shown: those to this rank.</summary>
    private const int ShownRank = 10;

    /// <param name="database">Where the panel is and the answer goes.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellation">Ends the computation; nothing is stored.</param>
    /// <exception cref="NothingToComputeException">The data does not have it, or it would tell of too few.</exception>
    public static async Task<PublishedDecomposition> RunAsync(
        TrackerDatabase database, DecomposeRequest request, IProgress<string>? notes, CancellationToken cancellation)
    {
        while (true)
        {
            var panel = await ComputeMonth.ReadAsync(database, notes, cancellation);
            var published = await PublishedMovers.ReadAsync(database.Source, request.Month, cancellation);
            var month = ComputeMonth.Complete(panel, request.Month ?? published?.Run.Month ?? ComputeMonth.LastComplete(panel));
            await using var snapshot = await ConsumerSnapshot.OpenAsync(database.Source, panel, cancellation);
            if (snapshot is not null)
                return await new Decomposer(database, snapshot, month, published?.Movers ?? [], ScoringOptions.Default).OfAsync(request, notes, cancellation);
        }
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

    /// <summary>Explains the movers of a run that are significant or shown. What cannot be explained is noted; the run stays done.</summary>
    internal static async Task MoversAsync(
        TrackerDatabase database, PanelData panel, Run run, ScoringOptions options, IProgress<string>? notes, CancellationToken cancellation)
    {
        await using var snapshot = await ConsumerSnapshot.OpenAsync(database.Source, panel, cancellation);
        if (snapshot is null)
        {
            notes?.Report($"the data has changed since: the movers of {run.Month} are explained by the next run");
            return;
        }

        var movers = (await PublishedMovers.OfRunAsync(database.Source, run, cancellation)).Movers;
        var explained = movers.Where(mover => mover.Significant || mover.Rank <= ShownRank).ToArray();
        if (explained.Length > 0)
            notes?.Report($"explaining {explained.Length} movers of {run.Month}");
        var decomposer = new Decomposer(database, snapshot, run.Month, movers, options);
        foreach (var mover in explained)
        {
            try
            {
                await decomposer.OfAsync(new(mover.Sector, Metric.Parse(mover.Metric)), null, cancellation);
            }
            catch (NothingToComputeException error)
            {
                notes?.Report(error.Message);
            }
        }
    }
}
