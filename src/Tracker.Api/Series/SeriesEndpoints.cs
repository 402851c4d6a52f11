using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.Movers;
using Tracker.Api.OpenApi;
using Tracker.Core.Daily;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Results;

namespace Tracker.Api.Series;

/// <summary>One metric of one sector over time.</summary>
internal static class SeriesEndpoints
{
    private const int LongestHorizon = 24;
    private const string ByMonth = "month";
    private const string ByDay = "day";

    public static void MapSeries(this IEndpointRouteBuilder api) =>
        api.MapGet("/series", ListAsync).For(Role.Reader).WithTags("series")
            .Named("series", "A metric of a sector by month or day: actual, forecast with bands, what is flagged, and what is to come")
            .WithExample(new Page<SeriesRow>([SeriesRow.Example]))
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Listed<SeriesRow>> ListAsync(
        HttpContext http,
        TrackerDatabase database,
        PanelCache cache,
        [Description("Its name")] string sector,
        [Description("Its name; by day one that adds over days: total_spend, purchases or visits")] string metric,
        [Description("month (where nothing is said) or day")] string? by,
        [Description("The first month, yyyy-MM; all where nothing is said")] Month? from,
        [Description("The last month, yyyy-MM")] Month? to,
        [Description("By month: months to come, 0 to 24; 0 where nothing is said. By day those of the month that is not over come by themselves")] int? horizon)
    {
        var wanted = MetricName.Check(metric);
        if (by is not (null or ByMonth or ByDay))
            throw Problem.BadRequest($"by: expected {ByMonth} or {ByDay}");
        if (horizon is not (null or (>= 0 and <= LongestHorizon)))
            throw Problem.BadRequest($"horizon {horizon}: expected 0 to {LongestHorizon}");
        if (by == ByDay && horizon is not null)
            throw Problem.BadRequest($"horizon: expected it without by={ByDay}");
        var state = await LatestState.OfAsync(http);
        return new(state.Stamp, async () =>
        {
            var panel = await cache.ReadAsync(state.Data, http.RequestAborted) ?? throw Problem.NotFound("no month is complete yet");
            var rows = by == ByDay
                ? await DaysAsync(panel, sector, wanted, http.RequestAborted)
                : await MonthsAsync(database, panel, sector, metric, horizon ?? 0, http.RequestAborted);
            return new([.. rows.Where(row => !(from > row.At) && !(to < row.At)).Select(row => row.Row)]);
        });
    }

    internal static async Task<IEnumerable<(Month At, SeriesRow Row)>> MonthsAsync(
        TrackerDatabase database, PanelSeries panel, string sector, string metric, int horizon, CancellationToken cancellation)
    {
        var series = panel.Series.FirstOrDefault(one => one.Sector.Name == sector && one.Metric.Name == metric) ?? throw Missing(panel, sector, metric);
        var published = await StoredRuns.SeriesAsync(database.Source, sector, metric, cancellation);
        double[] values = [.. series.Fitted.Values, series.Actual];
        var past = values.Select((value, at) => (series.Fitted.Start + at, SeriesRow.Of(series.Fitted.Start + at, value, published.GetValueOrDefault(series.Fitted.Start + at))));
        return [.. past, .. await ToCome(series, horizon, cancellation)];
    }

    internal static async Task<IEnumerable<(Month At, SeriesRow Row)>> DaysAsync(PanelSeries panel, string sector, Metric metric, CancellationToken cancellation)
    {
        if (!SectorDaySums.Metrics.Contains(metric))
            throw new Problem(StatusCodes.Status422UnprocessableEntity, $"{metric} does not add over days: expected one of {string.Join(", ", SectorDaySums.Metrics)}");
        var days = panel.Days ?? throw new Problem(StatusCodes.Status422UnprocessableEntity, "there are no days yet: expected more than the first months of the data");
        var one = days.Sectors.FirstOrDefault(one => one.Sector.Name == sector) ?? throw Missing(panel, sector, metric.Name);
        return (await Task.Run(() => SeriesDays.Of(days, one.Sector, metric, cancellation), cancellation)).Days.Select(day => (Month.Of(day.Day), SeriesRow.Of(day)));
    }

    private static async Task<IEnumerable<(Month At, SeriesRow Row)>> ToCome(MetricSeries series, int horizon, CancellationToken cancellation)
    {
        if (horizon == 0)
            return [];
        var forecast = await Task.Run(() => SeriesForecast.After(series, horizon), cancellation);
        return forecast.Refused is { } reason
            ? throw new Problem(StatusCodes.Status422UnprocessableEntity, $"there is no forecast: {reason}")
            : forecast.Steps.Select(step => (step.Month, SeriesRow.Of(step, forecast.Model)));
    }

    private static Problem Missing(PanelSeries panel, string sector, string metric) =>
        panel.Left.FirstOrDefault(one => one.Sector.Name == sector && one.Metric.Name == metric) is { } left
            ? new(StatusCodes.Status422UnprocessableEntity, $"this series is not applicable: {left.Reason}")
            : Problem.NotFound("there is no sector of this name: /api/v1/sectors lists them");
}
