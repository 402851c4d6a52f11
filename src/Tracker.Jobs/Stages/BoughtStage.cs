using Tracker.Core.Panel;
using Tracker.Jobs.Work;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Stages;

/// <summary>Ranks what was bought in a sector, for each of its metrics that moved: they rest on the same purchases.</summary>
public static class BoughtStage
{
    /// <param name="Run">The run whose movers are explained.</param>
    /// <param name="Sector">Its name.</param>
    /// <param name="Metrics">Their names.</param>
    private sealed record Arguments(long Run, string Sector, IReadOnlyList<string> Metrics);

    public static NewWork Of(Run run, string sector, IEnumerable<string> metrics) =>
        new NewWork(WorkKind.Bought, $"{WorkKind.Bought} {run.RunId} {sector}") { Month = run.Month }.With(new Arguments(run.RunId, sector, [.. metrics]));

    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        var arguments = context.Item.ArgumentsAs<Arguments>();
        var (ranked, said) = (false, new List<string>());
        if (await MoverStage.OfRunAsync(context, arguments.Run, cancellation) is not var (reading, _))
        {
            await context.Claim.FinishAsync(new() { Step = MoverStage.Changed(context) }, cancellation);
            return;
        }

        await using (reading)
        {
            var ranker = new BoughtRanker(context.Database, reading);
            foreach (var metric in arguments.Metrics)
            {
                try
                {
                    await ranker.OfAsync(new(arguments.Sector, Metric.Parse(metric)), null, cancellation, (connection, _, token) => context.Claim.CheckAsync(connection, token));
                    ranked = true;
                }
                catch (NothingToComputeException error)
                {
                    said.Add(error.Message); // the run stays as it is
                }
            }
        }

        if (ranked)
            said.Insert(0, $"ranked what was bought in {arguments.Sector}");
        await context.Claim.FinishAsync(new() { RunId = arguments.Run, Step = string.Join("; ", said) }, cancellation);
    }
}
