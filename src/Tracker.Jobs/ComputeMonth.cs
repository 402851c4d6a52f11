using Npgsql;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>The panel at one version of the data, as a job reads it.</summary>
/// <param name="History">All months.</param>
/// <param name="DataVersion">Grows with every load that changes something.</param>
/// <param name="LastComplete">The last month that has ended in the data; null where none has.</param>
public sealed record PanelAtVersion(PanelHistory History, long DataVersion, Month? LastComplete);

/// <summary>Reads the panel; null where nothing was loaded yet.</summary>
public delegate Task<PanelAtVersion?> ReadPanel(NpgsqlDataSource source, CancellationToken cancellationToken);

/// <summary>Computes the movers of a month: reads the panel, scores it once and saves. Run again on the same data, it finds the stored run.</summary>
public static class ComputeMonth
{
    /// <param name="database">Where the panel is and the run goes.</param>
    /// <param name="month">Null for the last complete month.</param>
    /// <param name="options">Part of the run's key.</param>
    /// <param name="readPanel">How the panel is read.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellationToken">Ends the computation; the run is given back.</param>
    /// <returns>The run in the ledger, done.</returns>
    /// <exception cref="NothingToComputeException">No data, or not this month.</exception>
    /// <exception cref="StorageException">The results could not be saved.</exception>
    public static async Task<Run> RunAsync(
        TrackerDatabase database,
        Month? month,
        ScoringOptions options,
        ReadPanel readPanel,
        IProgress<string>? notes,
        CancellationToken cancellationToken)
    {
        notes?.Report("reading the panel");
        var panel = await readPanel(database.Source, cancellationToken);
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
            notes?.Report($"saving {score.Movers.Count} movers");
            return await claim.FinishAsync(RunResults.Of(score, turnover: null), cancellationToken);
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

    private static (PanelHistory History, Month Target) Check(PanelAtVersion? panel, Month? month)
    {
        if (panel is null)
            throw new NothingToComputeException("there is no data yet: expected a load, as by tracker ingest");
        if (panel.LastComplete is not { } last || last < panel.History.First)
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
