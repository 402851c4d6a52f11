using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Storage.Results;

/// <summary>The ranked movers of a month, from its published run: the latest done one on the newest data.</summary>
/// <param name="Run">The run that they come from.</param>
/// <param name="Movers">In the order of their rank.</param>
public sealed record PublishedMovers(Run Run, IReadOnlyList<PublishedMover> Movers)
{
    /// <param name="source">The database.</param>
    /// <param name="month">Null for the last month that has a done run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when the month, or any month, has no done run.</returns>
    public static async Task<PublishedMovers?> ReadAsync(NpgsqlDataSource source, Month? month, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        return await RunOfAsync(context, month, cancellationToken) is { } published ? await OfRunAsync(context, published, cancellationToken) : null;
    }

    /// <summary>The published run of a month, or of the last one; null where there is none.</summary>
    internal static Task<Run?> RunOfAsync(TrackerContext context, Month? month, CancellationToken cancellationToken)
    {
        var runs = context.Runs.Where(run => run.Kind == RunKey.OfMonth);
        if (month is { } wanted)
            runs = runs.Where(run => run.Month == wanted);
        return Latest(runs).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The movers of one run.</summary>
    public static async Task<PublishedMovers> OfRunAsync(NpgsqlDataSource source, Run run, CancellationToken cancellationToken)
    {
        await using var context = await TrackerContext.OpenAsync(source, cancellationToken);
        return await OfRunAsync(context, run, cancellationToken);
    }

    /// <summary>The done ones, the published run first.</summary>
    internal static IQueryable<Run> Latest(IQueryable<Run> runs) => runs
        .Where(run => run.Status == RunStatus.Done)
        .OrderByDescending(run => run.Month)
        .ThenByDescending(run => run.DataVersion)
        .ThenByDescending(run => run.FinishedAt)
        .ThenByDescending(run => run.RunId);

    private static async Task<PublishedMovers> OfRunAsync(TrackerContext context, Run run, CancellationToken cancellationToken)
    {
        var rows = await context.Movers.Where(row => row.RunId == run.RunId).OrderBy(row => row.Rank).ToListAsync(cancellationToken);
        return new(run, [.. rows.Select(row => Publish(row, run))]);
    }

    private static PublishedMover Publish(SavedMover row, Run run) =>
        new(
            row.Rank, run.Month.ToString(), row.Sector, row.Metric, row.Cii, row.P, row.Q, row.Significant, row.Actual, row.Forecast, row.Lo80,
            row.Hi80, row.Impact, row.PercentChange, row.Lo95, row.Hi95, row.Own, row.Common, row.Model, row.Scale, run.Provisional, run.Completeness, row.Money,
            row.ShareOfPanel, [.. row.Members.Zip(row.Weights, KeyValuePair.Create)], [.. row.Treated.Select(day => Month.Of(day).ToString())],
            row.Calendar, row.DaysIndex, row.DepthIndex, Explain(row, run).ToString());

    private static Explanation Explain(SavedMover row, Run run) =>
        new()
        {
            Month = run.Month.ToString(),
            Sector = row.Sector,
            Metric = Metric.Parse(row.Metric),
            Actual = row.Actual,
            Forecast = row.Forecast,
            Band80 = new(row.Lo80, row.Hi80),
            PercentChange = row.PercentChange,
            Own = row.Own,
            Common = row.Common,
            Cii = row.Cii,
            P = row.P,
            Q = row.Q,
            Significant = row.Significant,
            ShareOfPanel = row.ShareOfPanel,
            Treated = [.. row.Treated.Select(Month.Of)],
        };
}
