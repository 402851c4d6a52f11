using Tracker.Jobs.Work;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Stages;

/// <summary>Scores the month that is not over to the last day of the data, and publishes it.</summary>
public static class MonthToDateStage
{
    public static NewWork Asked { get; } = new(WorkKind.MonthToDate, WorkKind.MonthToDate);

    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        try
        {
            await ScoreAsync(context, cancellation);
        }
        catch (NothingToComputeException error)
        {
            await context.Claim.FinishAsync(new() { Refusal = error.Message }, cancellation); // every night until there is a year of days: nothing has failed
        }
    }

    private static async Task ScoreAsync(JobContext context, CancellationToken cancellation)
    {
        var panel = await context.Panels.ReadAsync(cancellation);
        var day = DailyPanel.Of(panel, null).Last;
        var known = await PublishedToDate.KnownAsync(context.Database.Source, day, panel.DataVersion, cancellation);
        PublishedToDate? found = null;
        if (!known)
        {
            var (movers, absent) = await ScoreMonthToDate.RunAsync(panel, day, context.Steps, cancellation);
            found = PublishedToDate.Of(day, movers, absent);
        }

        await using var connection = await context.Database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await context.Claim.FinishAsync(connection, new() { Step = known ? $"{day:yyyy-MM-dd} is computed already on this data" : $"scored the month to {day:yyyy-MM-dd}" }, cancellation);
        if (found is not null)
            await found.SaveAsync(connection, panel.DataVersion, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
