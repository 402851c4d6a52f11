using Tracker.Core.Panel;
using Tracker.Jobs.Work;

namespace Tracker.Jobs.Stages;

/// <summary>Ranks the drivers of a mover: of a run, or that somebody asks for.</summary>
public static class DriversStage
{
    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        var arguments = context.Item.ArgumentsAs<MoverArguments>();
        var request = new DriverRequest(arguments.Sector, Metric.Parse(arguments.Metric))
        {
            Month = context.Item.Month,
            Reference = arguments.Reference,
            Attributes = arguments.Attributes,
        };
        await MoverStage.RunAsync(
            context, arguments, (reading, _, kept) => new DriverRanker(context.Database, reading).OfAsync(request, null, null, cancellation, kept),
            id => new() { DriversId = id, RunId = arguments.Run, Step = $"ranked the drivers of {arguments.Sector} {arguments.Metric}" }, cancellation);
    }
}
