using Tracker.Core.Movers;
using Tracker.Jobs.Work;

namespace Tracker.Jobs.Stages;

/// <summary>Computes a month that was asked for.</summary>
public static class MonthStage
{
    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        var run = await ComputeMonth.RunAsync(context.Database, context.Item.Month, ScoringOptions.Default, context.Steps, cancellation);
        await context.Claim.FinishAsync(new() { RunId = run.RunId }, cancellation);
    }
}
