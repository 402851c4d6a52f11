using Tracker.Jobs.Work;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Stages;

/// <summary>What work on one mover has in common: it reads the month, answers, and ends in the transaction that stores the answer.</summary>
internal static class MoverStage
{
    /// <param name="context">The work.</param>
    /// <param name="arguments">Of it.</param>
    /// <param name="answer">From the month and its movers; tells the number of the answer.</param>
    /// <param name="outcome">By the number of the answer.</param>
    /// <param name="cancellation">Ends it; nothing is stored.</param>
    public static async Task RunAsync(
        JobContext context, MoverArguments arguments, Func<MonthReading, IReadOnlyList<PublishedMover>, Kept, Task> answer, Func<long, WorkOutcome> outcome,
        CancellationToken cancellation)
    {
        try
        {
            var opened = arguments.Run is { } runId
                ? await OfRunAsync(context, runId, cancellation)
                : await MonthReading.OpenAsync(context.Database, context.Item.Month, () => context.Panels.ReadAsync(cancellation), cancellation);
            if (opened is not var (reading, movers))
            {
                await context.Claim.FinishAsync(new() { Step = $"the data has changed since: the movers of {context.Item.Month} are explained by the next run" }, cancellation);
                return;
            }

            await using (reading)
                await answer(reading, movers, (connection, id, token) => context.Claim.FinishAsync(connection, outcome(id), token));
        }
        catch (NothingToComputeException error) when (arguments.Run is not null)
        {
            await context.Claim.FinishAsync(new() { RunId = arguments.Run, Step = error.Message }, cancellation); // the run stays as it is
        }
        catch (NothingToComputeException error)
        {
            await context.Claim.FinishAsync(new() { Refusal = error.Message }, cancellation); // who asked is told why
        }
    }

    private static async Task<(MonthReading Reading, IReadOnlyList<PublishedMover> Movers)?> OfRunAsync(JobContext context, long runId, CancellationToken cancellation) =>
        await StoredRuns.FindAsync(context.Database.Source, runId, cancellation) is { } run
            ? await MonthReading.OfRunAsync(context.Database, await context.Panels.ReadAsync(cancellation), run, cancellation)
            : null;
}
