using System.ComponentModel;
using System.Globalization;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.Months;
using Tracker.Api.OpenApi;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Results;

namespace Tracker.Api.Movers;

/// <summary>The ranked movers of a month.</summary>
internal static class MoverEndpoints
{
    public static void MapMovers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/movers", ListAsync).For(Role.Reader).WithTags("movers")
            .Named("movers", "The ranked movers of a month").WithExample(new Page<MoverRow>([MoverRow.Example]));
        api.MapGet("/movers/to-date", ToDateAsync).For(Role.Reader).WithTags("movers")
            .Named("moversToDate", "The early signal: the series of a month that is not over, ranked by how far its days to one are from their forecast")
            .WithExample(new Page<EarlyMoverRow>([EarlyMoverRow.Example]))
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>A cursor holds the run, so all pages come from one even when the month is published anew in between.</summary>
    private static async Task<Listed<MoverRow>> ListAsync(
        HttpContext http,
        TrackerDatabase database,
        MoverCache cache,
        [Description("Whose movers, yyyy-MM; the last published month where nothing is said")] Month? month,
        [Description("Of one sector")] string? sector,
        [Description("Of one metric")] string? metric,
        [Description("Only those that are, or are not, more than chance explains")] bool? significant,
        [Description("The least size of the cii, 0 or more")] double? minCii,
        [Description("rank (where nothing is said), cii, impact, percentChange, shareOfPanel, sector or metric; a minus before it turns it round")] string? sort,
        [Description("Items of a page, 1 to 1000; 1000 where nothing is said")] int? limit,
        [Description("From the link to a next page")] string? cursor)
    {
        var size = PageSize.Of(limit);
        var after = Cursor.Read(cursor, parts: 2);
        var filter = new MoverFilter(sector, metric, significant, minCii).Checked();
        MoverOrder.Sorted([], sort);
        var run = after is null
            ? await PublishedRuns.OfAsync(http, month)
            : await StoredRuns.FindAsync(database.Source, after[0], http.RequestAborted);
        if (run is not { Status: RunStatus.Done })
            throw Problem.BadRequest("cursor: expected one of a link to a next page");
        return new($"run {run.RunId}", async () =>
        {
            var movers = MoverOrder.Sorted(await cache.OfRunAsync(run, http.RequestAborted), sort);
            var rest = after is null ? movers : movers.SkipWhile(mover => mover.Rank != after[1]).Skip(1);
            return PageSize.Page(http, [.. rest.Where(filter.Takes).Take(size + 1)], size, last => Cursor.Of(run.RunId, last.Rank));
        });
    }

    private static async Task<Listed<EarlyMoverRow>> ToDateAsync(
        HttpContext http,
        TrackerDatabase database,
        EarlyMoverCache cache,
        [Description("The last day that is read, yyyy-MM-dd; the last day of the data where nothing is said")] string? day,
        [Description("Of one sector")] string? sector,
        [Description("Of one metric")] string? metric,
        [Description("Only those that are, or are not, more than chance explains")] bool? significant,
        [Description("Items of a page, 1 to 1000; 1000 where nothing is said")] int? limit,
        [Description("From the link to a next page")] string? cursor)
    {
        var size = PageSize.Of(limit);
        var after = Cursor.Read(cursor, parts: 1)?[0] ?? 0;
        if (metric is not null)
            MetricName.Check(metric);
        var wanted = DayOf(day);
        var state = await LatestState.OfAsync(http);
        return new(state.Stamp, async () =>
        {
            var movers = (await cache.ReadAsync(state.Data, wanted, http.RequestAborted)).Where(mover => mover.Rank > after && (sector is null || mover.Sector == sector)
                && (metric is null || mover.Metric == metric) && (significant is null || mover.Significant == significant));
            return PageSize.Page(http, [.. movers.Take(size + 1)], size, last => Cursor.Of(last.Rank));
        });
    }

    private static DateOnly? DayOf(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Problem.BadRequest("day: expected yyyy-MM-dd");
}
