using Tracker.Core.Panel;
using Tracker.Jobs.Work;

namespace Tracker.Jobs.Stages;

/// <summary>Splits the change of a mover: of a run, or that somebody asks for.</summary>
public static class DecomposeStage
{
    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        var arguments = context.Item.ArgumentsAs<MoverArguments>();
        var request = new DecomposeRequest(arguments.Sector, Metric.Parse(arguments.Metric))
        {
            Month = context.Item.Month,
            Reference = arguments.Reference,
            Attributes = arguments.Attributes,
        };
        await MoverStage.RunAsync(
            context, arguments, (reading, movers, kept) => new Decomposer(context.Database, reading, movers).OfAsync(request, null, cancellation, kept),
            id => new() { DecompositionId = id, RunId = arguments.Run, Step = $"decomposed {arguments.Sector} {arguments.Metric}" }, cancellation);
    }
}
