using Tracker.Core.Daily;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Jobs.Work;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Stages;

/// <summary>Forecasts the series of one metric of a month, and its days, as a part of the month's run.</summary>
public static class ScoreStage
{
    /// <param name="Run">The run that it is a part of.</param>
    /// <param name="Metric">Its name.</param>
    private sealed record Arguments(long Run, string Metric);

    public static NewWork Of(Run run, Metric metric) =>
        new NewWork(WorkKind.Score, $"{WorkKind.Score} {run.RunId} {metric}") { Month = run.Month }.With(new Arguments(run.RunId, metric.Name));

    public static async Task RunAsync(JobContext context, CancellationToken cancellation)
    {
        var arguments = context.Item.ArgumentsAs<Arguments>();
        var metric = Metric.Parse(arguments.Metric);
        var panel = await context.Panels.ReadAsync(cancellation);
        var run = await StoredRuns.FindAsync(context.Database.Source, arguments.Run, cancellation);
        if (run is null || run.Key != ComputeMonth.KeyOf(panel, run.Month, ScoringOptions.Default).Key)
        {
            await context.Claim.FinishAsync(new() { Step = $"{metric}: the data or the program has changed since" }, cancellation);
            return;
        }

        var known = await MonthPart.KnownAsync(context.Database.Source, run.RunId, cancellation);
        var part = run.Status == RunStatus.Done || known.Contains(metric)
            ? null
            : await Task.Run(() => PartOf(panel, run.Month, metric, cancellation), cancellation);
        await using var connection = await context.Database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await context.Claim.FinishAsync(connection, new() { Step = $"scored {metric}" }, cancellation);
        if (part is not null)
            await part.SaveAsync(connection, run.RunId, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static MonthPart PartOf(PanelData panel, Month month, Metric metric, CancellationToken cancellation)
    {
        var forecasts = MoverRanking.Forecasts(panel.History, month, metric, ScoringOptions.Default, cancellation);
        var outside = SectorDaySums.Metrics.Contains(metric)
            ? OutsideBands.Of(panel.History.DaysTo(month.LastDay), month, [metric], cancellation)
            : new Dictionary<(Sector Sector, Metric Metric), DaysOutsideBand>();
        return new(metric, forecasts, outside.ToDictionary(one => one.Key.Sector, one => one.Value));
    }
}
