using Npgsql;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;

namespace Tracker.Jobs;

/// <summary>Computes the movers of a month: reads the panel, scores it once and saves. Run again on the same data, it finds the stored run.</summary>
public static class ComputeMonth
{
    /// <param name="database">Where the panel is and the run goes.</param>
    /// <param name="month">Null for the last complete month.</param>
    /// <param name="options">Part of the run's key.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellationToken">Ends the computation; the run is given back.</param>
    /// <returns>The run in the ledger, done.</returns>
    /// <exception cref="NothingToComputeException">No data, or not this month.</exception>
    /// <exception cref="StorageException">The results could not be saved.</exception>
    public static async Task<Run> RunAsync(
        TrackerDatabase database, Month? month, ScoringOptions options, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        notes?.Report("reading the panel");
        var panel = await PanelReader.ReadAsync(database.Source, cancellationToken);
        var (history, target) = Check(panel, month);
        var configuration = Configuration.Of(options);
        var key = new RunKey(RunKey.OfMonth, target, panel!.DataVersion, configuration.Hash, ProgramVersion);
        await using var claim = await RunLedger.ClaimAsync(database.Source, key, configuration, notes, cancellationToken);
        if (claim.IsDone)
        {
            notes?.Report($"{target} is computed already on this data");
            return claim.Run;
        }

        try
        {
            notes?.Report($"scoring {target}: {history.Sectors.Count} sectors, {Metric.All.Count} metrics");
            var score = await Task.Run(() => MoverRanking.Score(history, target, options, cancellationToken), cancellationToken);
            var results = RunResults.Of(score, history.Months[target - history.First].Flow) with { Completeness = panel.CompletenessOf(target) };
            notes?.Report($"saving {score.Movers.Count} movers");
            return await claim.FinishAsync(results, cancellationToken);
        }
        catch (Exception error)
        {
            await GiveUpAsync(claim, error is OperationCanceledException ? null : error.Message);
            throw;
        }
    }

    /// <summary>The assemblies whose code decides the result.</summary>
    private static string ProgramVersion { get; } =
        CodeVersion.Of(typeof(MoverRanking).Assembly, typeof(RunLedger).Assembly, typeof(ComputeMonth).Assembly);

    private static (PanelHistory History, Month Target) Check(PanelData? panel, Month? month)
    {
        if (panel is null)
            throw new NothingToComputeException("there is no data yet: expected a load, as by tracker ingest");
        if (panel.LastComplete is not { } last)
            throw new NothingToComputeException($"no month is complete: the data has only a part of {panel.History.First}");
        var target = month ?? last;
        return target >= panel.History.First && target <= last
            ? (panel.History, target)
            : throw new NothingToComputeException($"month {target}: expected a complete month of the data, {panel.History.First} to {last}");
    }

    /// <summary>The error that ends the run is the one to show, also where the ledger cannot be reached any more.</summary>
    private static async Task GiveUpAsync(RunClaim claim, string? reason)
    {
        try
        {
            await claim.GiveUpAsync(reason, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The run stays marked as running; nobody holds its lock, so the next request takes it up.
        }
    }
}
