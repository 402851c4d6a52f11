using Npgsql;
using Tracker.Core.Daily;
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
        var panel = await ReadAsync(database, notes, cancellationToken);
        var run = await RankAsync(database, panel, Complete(panel, month ?? LastComplete(panel)), options, notes, cancellationToken);
        await ExplainMovers.RunAsync(database, panel, run, options, notes, cancellationToken);
        return run;
    }

    /// <summary>The same without drivers and splits.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<Run> RankAsync(
        TrackerDatabase database, Month? month, ScoringOptions options, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        var panel = await ReadAsync(database, notes, cancellationToken);
        return await RankAsync(database, panel, Complete(panel, month ?? LastComplete(panel)), options, notes, cancellationToken);
    }

    /// <summary>The movers of a month of a panel that has been read.</summary>
    /// <param name="target">A complete month of the panel.</param>
    internal static async Task<Run> RankAsync(
        TrackerDatabase database, PanelData panel, Month target, ScoringOptions options, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        var history = panel.History;
        var (key, configuration) = KeyOf(panel, target, options);
        await using var claim = await RunLedger.ClaimAsync(database.Source, key, configuration, notes, cancellationToken);
        if (claim.IsDone)
        {
            notes?.Report($"{target} is computed already on this data");
            return claim.Run;
        }

        notes?.Report($"scoring {target}: {history.Sectors.Count} sectors, {Metric.All.Count} metrics");
        return await PublishAsync(
            claim, panel,
            () => (MoverRanking.Score(history, target, options, cancellationToken), OutsideBands.Of(history.DaysTo(target.LastDay), target, cancellationToken)),
            notes, cancellationToken);
    }

    /// <summary>The run of a month of a panel.</summary>
    internal static (RunKey Key, Configuration Configuration) KeyOf(PanelData panel, Month month, ScoringOptions options)
    {
        var configuration = Configuration.Of(options);
        return (new(RunKey.OfMonth, month, panel.DataVersion, configuration.Hash, ProgramVersion), configuration);
    }

    /// <summary>Scores the month of a claimed run and saves what was found; a run that fails is given up.</summary>
    internal static async Task<Run> PublishAsync(
        RunClaim claim, PanelData panel, Func<(MonthScore, IReadOnlyDictionary<(Sector, Metric), DaysOutsideBand>)> compute, IProgress<string>? notes,
        CancellationToken cancellationToken, Func<NpgsqlConnection, Task>? within = null)
    {
        try
        {
            var (score, outside) = await Task.Run(compute, cancellationToken);
            var (history, month) = (panel.History, claim.Run.Month);
            var results = RunResults.Of(score, outside, history.Months[month - history.First].Flow) with { Completeness = panel.CompletenessOf(month) };
            notes?.Report($"saving {score.Movers.Count} movers");
            return await claim.FinishAsync(results, cancellationToken, within);
        }
        catch (Exception error)
        {
            await GiveUpAsync(claim, error is OperationCanceledException ? null : error.Message);
            throw;
        }
    }

    /// <summary>The assemblies whose code decides the result.</summary>
    internal static string ProgramVersion { get; } =
        CodeVersion.Of(typeof(MoverRanking).Assembly, typeof(RunLedger).Assembly, typeof(ComputeMonth).Assembly);

    /// <exception cref="NothingToComputeException">No data.</exception>
    internal static async Task<PanelData> ReadAsync(TrackerDatabase database, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        notes?.Report("reading the panel");
        return await PanelReader.ReadAsync(database.Source, cancellationToken)
            ?? throw new NothingToComputeException("there is no data yet: expected a load, as by tracker ingest");
    }

    /// <exception cref="NothingToComputeException">There is none.</exception>
    internal static Month LastComplete(PanelData panel) => panel.LastComplete
        ?? throw new NothingToComputeException($"no month is complete: the data has only a part of {panel.History.First}");

    /// <summary>The month, which is a complete one of the panel.</summary>
    /// <exception cref="NothingToComputeException">It is not.</exception>
    internal static Month Complete(PanelData panel, Month month)
    {
        var last = LastComplete(panel);
        return month >= panel.History.First && month <= last
            ? month
            : throw new NothingToComputeException($"month {month}: expected a complete month of the data, {panel.History.First} to {last}");
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
