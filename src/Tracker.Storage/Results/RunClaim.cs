using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Alerts;

namespace Tracker.Storage.Results;

/// <summary>
/// The right to compute a run, until it is disposed; or, when <see cref="IsDone"/>, the run that someone computed before. Writing needs the
/// claim's fence: a program that lost its lock (its connection broke, and another took the run up) cannot write any more.
/// </summary>
public sealed class RunClaim : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection? holder; // its session holds the lock

    internal RunClaim(NpgsqlDataSource source, NpgsqlConnection? holder, Run run) => (this.source, this.holder, Run) = (source, holder, run);

    public Run Run { get; }

    /// <summary>There is nothing left to compute.</summary>
    public bool IsDone => holder is null;

    /// <summary>
    /// Saves what the run found, and what it changes of published results, and marks it as done, in one transaction. Runs of the month that were begun on older
    /// data and that nobody has in hand go, with their parts.
    /// </summary>
    /// <param name="results">What it found.</param>
    /// <param name="cancellationToken">Ends it; nothing is written.</param>
    /// <param name="within">Called in the transaction, which its throw rolls back; null for nothing.</param>
    /// <returns>The run as it stands in the ledger now.</returns>
    /// <exception cref="StorageException">Another program took the run up in the meantime; nothing is written.</exception>
    public async Task<Run> FinishAsync(RunResults results, CancellationToken cancellationToken, Func<NpgsqlConnection, Task>? within = null)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var own = await Own(context).ExecuteUpdateAsync(
            set => set
                .SetProperty(run => run.Status, RunStatus.Done)
                .SetProperty(run => run.FinishedAt, _ => DateTimeOffset.UtcNow)
                .SetProperty(run => run.HeartbeatAt, _ => DateTimeOffset.UtcNow)
                .SetProperty(run => run.Series, results.Movers.Count)
                .SetProperty(run => run.Significant, results.Movers.Count(mover => mover.Significant))
                .SetProperty(run => run.PanelSize, results.Weights.Consumers)
                .SetProperty(run => run.Joined, results.Flow == null ? null : results.Flow.Value.Joined)
                .SetProperty(run => run.Left, results.Flow == null ? null : results.Flow.Value.Left)
                .SetProperty(run => run.Stayed, results.Flow == null ? null : results.Flow.Value.Stayed)
                .SetProperty(run => run.Population, results.Weights.Population)
                .SetProperty(run => run.Weighting, OutcomeName(results.Weights.Outcome))
                .SetProperty(run => run.WeightingGap, results.Weights.LargestGap)
                .SetProperty(run => run.EffectiveSampleSize, results.Weights.EffectiveSampleSize)
                .SetProperty(run => run.LargestWeight, results.Weights.LargestWeight)
                .SetProperty(run => run.Trimmed, results.Weights.Trimmed)
                .SetProperty(run => run.OutsideTargets, results.Weights.Outside)
                .SetProperty(run => run.MergedCells, string.Join('\n', results.Weights.Merged.Select(cell => $"{cell}".ReplaceLineEndings(" "))))
                .SetProperty(run => run.Provisional, results.Completeness == null ? null : results.Completeness.Provisional)
                .SetProperty(run => run.Completeness, results.Completeness == null ? null : results.Completeness.Reason)
                .SetProperty(run => run.Calibration, results.Calibration)
                .SetProperty(run => run.FittedMonths, results.FittedMonths),
            cancellationToken);
        if (own != 1)
            throw new StorageException($"run {Run.RunId} of {Run.Month} was taken up by another program: nothing is written");
        await context.Movers.Where(row => row.RunId == Run.RunId).ExecuteDeleteAsync(cancellationToken);
        await context.Sectors.Where(row => row.RunId == Run.RunId).ExecuteDeleteAsync(cancellationToken);
        await context.Shocks.Where(row => row.RunId == Run.RunId).ExecuteDeleteAsync(cancellationToken);
        await context.NotApplicable.Where(row => row.RunId == Run.RunId).ExecuteDeleteAsync(cancellationToken);
        context.AddRange(results.Movers.Select(row => row with { RunId = Run.RunId }));
        context.AddRange(results.Sectors.Select(row => row with { RunId = Run.RunId }));
        context.AddRange(results.Shocks.Select(row => row with { RunId = Run.RunId }));
        context.AddRange(results.NotApplicable.Select(row => row with { RunId = Run.RunId }));
        await Revising.SaveAsync(context, Run, results.Movers, cancellationToken);
        await RaisedAlerts.OfRunAsync((NpgsqlConnection)context.Database.GetDbConnection(), Run, results, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"DELETE FROM tracker.month_parts WHERE run_id = {Run.RunId}", cancellationToken);
        await context.Runs.Where(other => other.Kind == Run.Kind && other.Month == Run.Month && other.DataVersion < Run.DataVersion && other.Status == RunStatus.Pending)
            .ExecuteDeleteAsync(cancellationToken);
        if (within is not null)
            await within((NpgsqlConnection)context.Database.GetDbConnection());
        var done = await context.Runs.SingleAsync(run => run.RunId == Run.RunId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Instruments.Ran(done);
        return done;
    }

    /// <summary>Says why the run ended without results; null when it was only given back. It may be taken up again either way.</summary>
    public async Task GiveUpAsync(string? error, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        await Own(context).ExecuteUpdateAsync(
            set => set
                .SetProperty(run => run.Status, error == null ? RunStatus.Pending : RunStatus.Failed)
                .SetProperty(run => run.Error, error),
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (holder is not null)
            await RunLedger.ReleaseAsync(holder);
    }

    /// <summary>AboveLimit as above-limit.</summary>
    private static string OutcomeName(WeightingOutcome outcome) =>
        string.Concat($"{outcome}".Select((letter, i) => i > 0 && char.IsAsciiLetterUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant();

    private IQueryable<Run> Own(TrackerContext context) =>
        context.Runs.Where(run => run.RunId == Run.RunId && run.Fence == Run.Fence && run.Status == RunStatus.Running);
}
