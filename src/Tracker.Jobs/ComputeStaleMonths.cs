using Tracker.Core.Movers;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;

namespace Tracker.Jobs;

/// <summary>Computes every published month anew whose data has changed since, the oldest first.</summary>
public static class ComputeStaleMonths
{
    /// <param name="database">Where the panel is and the runs go.</param>
    /// <param name="options">Part of the runs' keys.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellationToken">Ends the computation; the months that are done stay done.</param>
    /// <returns>The runs, done; none where no month is stale.</returns>
    /// <exception cref="NothingToComputeException">A published month is not complete any more.</exception>
    /// <exception cref="StorageException">Results could not be saved.</exception>
    public static async Task<IReadOnlyList<Run>> RunAsync(
        TrackerDatabase database, ScoringOptions options, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        var runs = new List<Run>();
        foreach (var month in await StaleMonths.ReadAsync(database.Source, cancellationToken))
            runs.Add(await ComputeMonth.RunAsync(database, month, options, notes, cancellationToken));
        return runs;
    }
}
