using Tracker.Core.Panel;
using Tracker.Jobs.Work;

namespace Tracker.Jobs.Stages;

/// <summary>Splits the change of a mover that someone asked about. What the data does not have, or would tell of too few, is an answer too.</summary>
public static class DecomposeStage
{
    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        var asked = context.Item.ArgumentsAs<MoverQuestion>();
        var request = new DecomposeRequest(asked.Sector, Metric.Parse(asked.Metric)) { Month = context.Item.Month, Reference = asked.Reference, Attributes = asked.Attributes };
        try
        {
            var (reading, movers) = await MonthReading.OpenAsync(context.Database, () => context.Panels.ReadAsync(cancellation), request.Month, cancellation);
            await using (reading)
            {
                var stored = await new Decomposer(context.Database, reading, movers) { Claim = context.Claim }.OfAsync(request, null, cancellation);
                await context.Claim.FinishAsync(new() { DecompositionId = stored.Id }, cancellation);
            }
        }
        catch (NothingToComputeException refused)
        {
            await context.Claim.FinishAsync(new() { Refusal = refused.Message }, cancellation);
        }
    }
}
