using Tracker.Core.Panel;
using Tracker.Jobs.Work;

namespace Tracker.Jobs.Stages;

/// <summary>Ranks what drives a mover that someone asked about. What the data does not have, or would tell of too few, is an answer too.</summary>
public static class DriversStage
{
    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        var asked = context.Item.ArgumentsAs<MoverQuestion>();
        var request = new DriverRequest(asked.Sector, Metric.Parse(asked.Metric)) { Month = context.Item.Month, Reference = asked.Reference, Attributes = asked.Attributes };
        try
        {
            var (reading, _) = await MonthReading.OpenAsync(context.Database, () => context.Panels.ReadAsync(cancellation), request.Month, cancellation);
            await using (reading)
            {
                var stored = await new DriverRanker(context.Database, reading, context.Claim).OfAsync(request, null, null, cancellation);
                await context.Claim.FinishAsync(new() { DriversId = stored.Id }, cancellation);
            }
        }
        catch (NothingToComputeException refused)
        {
            await context.Claim.FinishAsync(new() { Refusal = refused.Message }, cancellation);
        }
    }
}
