using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;

namespace Tracker.Jobs;

/// <summary>Computes several months on one reading of the panel, the oldest first, each from its own past alone. Cut off, it keeps the
/// months that are done; run again, it finds them.</summary>
public static class ComputeMonths
{
    /// <summary>Every month from the first to the last.</summary>
    /// <param name="database">Where the panel is and the runs go.</param>
    /// <param name="first">A complete month of the data.</param>
    /// <param name="last">Null for the last complete month.</param>
    /// <param name="explain">Whether drivers and splits of the movers are stored besides.</param>
    /// <param name="options">Part of the runs' keys.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellationToken">Ends the computation; the months that are done stay done.</param>
    /// <returns>The runs, done.</returns>
    /// <exception cref="NothingToComputeException">No data, or not these months.</exception>
    /// <exception cref="StorageException">Results could not be saved.</exception>
    public static async Task<IReadOnlyList<Run>> FromAsync(
        TrackerDatabase database, Month first, Month? last, bool explain, ScoringOptions options, IProgress<string>? notes,
        CancellationToken cancellationToken)
    {
        var panel = await ComputeMonth.ReadAsync(database, notes, cancellationToken);
        var end = last ?? ComputeMonth.LastComplete(panel);
        if (end < first)
            throw new NothingToComputeException($"months {first} to {end}: expected the first not after the last");
        return await RunAsync(database, panel, [.. Enumerable.Range(0, end - first + 1).Select(i => first + i)], explain, options, notes, cancellationToken);
    }

    /// <summary>Every published month whose data has changed since.</summary>
    /// <inheritdoc cref="FromAsync"/>
    /// <returns>The runs, done; none where no month is stale.</returns>
    /// <exception cref="NothingToComputeException">A published month is not complete any more.</exception>
    public static async Task<IReadOnlyList<Run>> StaleAsync(
        TrackerDatabase database, bool explain, ScoringOptions options, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        var stale = await StaleMonths.ReadAsync(database.Source, cancellationToken);
        return stale.Count == 0
            ? []
            : await RunAsync(database, await ComputeMonth.ReadAsync(database, notes, cancellationToken), stale, explain, options, notes, cancellationToken);
    }

    private static async Task<IReadOnlyList<Run>> RunAsync(
        TrackerDatabase database, PanelData panel, IReadOnlyList<Month> months, bool explain, ScoringOptions options, IProgress<string>? notes,
        CancellationToken cancellationToken)
    {
        foreach (var month in months)
            ComputeMonth.Complete(panel, month);
        var runs = new List<Run>(months.Count);
        foreach (var month in months)
        {
            var counted = months.Count == 1 ? notes : notes is null ? null : new Counted(notes, $" ({runs.Count + 1} of {months.Count})");
            var run = await ComputeMonth.RankAsync(database, panel, month, options, counted, cancellationToken);
            if (explain)
                await ExplainMovers.RunAsync(database, panel, run, options, counted, cancellationToken);
            runs.Add(run);
        }

        return runs;
    }

    private sealed class Counted(IProgress<string> notes, string suffix) : IProgress<string>
    {
        public void Report(string value) => notes.Report(value + suffix);
    }
}
