using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Jobs.Work;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Stages;

/// <summary>
/// Computes a month on the newest data with all workers: each metric is scored by one, then the run is published, then each mover is explained by one. It is
/// claimed anew after each of these and looks at what is there, so that it goes on from any point.
/// </summary>
public static class MonthStage
{
    private const int MostChildren = 10_000;

    private static readonly ScoringOptions Options = ScoringOptions.Default;

    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        var panel = await context.Panels.ReadAsync(cancellation);
        var month = ComputeMonth.Complete(panel, context.Item.Month ?? ComputeMonth.LastComplete(panel));
        var (key, configuration) = ComputeMonth.KeyOf(panel, month, Options);
        var run = await RunLedger.EnterAsync(context.Database.Source, key, configuration, cancellation);
        if (run.Status != RunStatus.Done)
        {
            var known = await MonthPart.KnownAsync(context.Database.Source, run.RunId, cancellation);
            Metric[] missing = [.. Metric.All.Where(metric => !known.Contains(metric))];
            if (missing.Length > 0)
            {
                await context.Claim.WaitForAsync(
                    [.. missing.Select(metric => ScoreStage.Of(run, metric))], $"scoring {month}: {panel.History.Sectors.Count} sectors, {missing.Length} metrics", cancellation);
                return;
            }

            await using var claim = await RunLedger.ClaimAsync(context.Database.Source, key, configuration, context.Steps, cancellation);
            run = claim.IsDone ? claim.Run : await PublishAsync(context, panel, claim, cancellation);
        }

        if (!await ExplainAsync(context, run, cancellation))
            await context.Claim.FinishAsync(new() { RunId = run.RunId }, cancellation);
    }

    private static async Task<Run> PublishAsync(JobContext context, PanelData panel, RunClaim claim, CancellationToken cancellation)
    {
        var parts = await MonthPart.ReadAsync(context.Database.Source, claim.Run.RunId, cancellation);
        return await ComputeMonth.PublishAsync(
            claim, panel,
            () => (
                MoverRanking.Pooled(panel.History, claim.Run.Month, [.. parts.SelectMany(part => part.Forecasts)], Options),
                parts.SelectMany(part => part.Outside.Select(one => ((one.Key, part.Metric), one.Value))).ToDictionary(one => one.Item1, one => one.Value)),
            context.Steps, cancellation, connection => context.Claim.CheckAsync(connection, cancellation));
    }

    /// <summary>Has the movers explained: their drivers first, then the splits that rest on them.</summary>
    /// <returns>False where they are.</returns>
    private static async Task<bool> ExplainAsync(JobContext context, Run run, CancellationToken cancellation)
    {
        var movers = ExplainMovers.Shown((await PublishedMovers.OfRunAsync(context.Database.Source, run, cancellation)).Movers);
        foreach (var kind in new[] { WorkKind.Drivers, WorkKind.Decompose })
        {
            var asked = await WorkLedger.ListAsync(context.Database.Source, new(kind, ParentId: context.Item.WorkId), null, MostChildren, cancellation);
            if (movers.Length == 0 || asked.Any(item => item.ArgumentsAs<MoverArguments>().Run == run.RunId))
                continue;
            var what = kind == WorkKind.Drivers ? "ranking the drivers of" : "decomposing";
            await context.Claim.WaitForAsync(
                [.. movers.Select(mover => MoverArguments.Of(run, mover).Asking(kind, run.Month))], $"{what} {movers.Length} movers of {run.Month}", cancellation);
            return true;
        }

        return false;
    }
}
