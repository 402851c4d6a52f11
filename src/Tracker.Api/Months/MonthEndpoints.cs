using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;
using Tracker.Storage.Results;

namespace Tracker.Api.Months;

/// <summary>The months of the data, and what each publishes beside its movers.</summary>
internal static class MonthEndpoints
{
    public static void MapMonths(this IEndpointRouteBuilder api)
    {
        var months = api.MapGroup("/months").For(Role.Reader).WithTags("months");
        months.MapGet("", ListAsync).Named("months", "The months of the data, the newest first, and whether each is published")
            .WithExample(new Page<MonthRow>([MonthRow.Example]));
        months.MapGet("/{month}/sectors", SectorsAsync).Named("sectorScores", "The sectors of a month by how far they are off over all of their metrics")
            .WithExample(new Page<SectorRow>([SectorRow.Example]));
        months.MapGet("/{month}/shocks", ShocksAsync).Named("commonShocks", "What the sectors of each metric have in common in a month")
            .WithExample(new Page<ShockRow>([ShockRow.Example]));
    }

    private static async Task<Listed<MonthRow>> ListAsync(HttpContext http, TrackerDatabase database) =>
        new(await LatestState.StampAsync(http), async () =>
            new([.. (await MonthSummary.ReadAsync(database.Source, http.RequestAborted)).Select(MonthRow.Of)]));

    private static async Task<Listed<SectorRow>> SectorsAsync(HttpContext http, TrackerDatabase database, [Description("yyyy-MM")] Month month) =>
        await OfAsync(http, database, month, published => published.Sectors.Select(SectorRow.Of));

    private static async Task<Listed<ShockRow>> ShocksAsync(HttpContext http, TrackerDatabase database, [Description("yyyy-MM")] Month month) =>
        await OfAsync(http, database, month, published => published.Shocks.Select(ShockRow.Of));

    private static async Task<Listed<T>> OfAsync<T>(HttpContext http, TrackerDatabase database, Month month, Func<PublishedMonth, IEnumerable<T>> rows)
    {
        var run = await PublishedRuns.OfAsync(http, month);
        return new($"run {run.RunId}", async () => new([.. rows((await PublishedMonth.ReadAsync(database.Source, month, http.RequestAborted))!)]));
    }
}
