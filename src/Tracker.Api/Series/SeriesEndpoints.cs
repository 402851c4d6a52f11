using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.Movers;
using Tracker.Api.OpenApi;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;
using Tracker.Storage.Results;

namespace Tracker.Api.Series;

/// <summary>One metric of one sector over time.</summary>
internal static class SeriesEndpoints
{
    private const int LongestHorizon = 24;

    public static void MapSeries(this IEndpointRouteBuilder api) =>
        api.MapGet("/series", ListAsync).For(Role.Reader).WithTags("series")
            .Named("series", "A metric of a sector by month: actual, published forecast with bands, and, where asked, the months to come")
            .WithExample(new Page<SeriesRow>([SeriesRow.Example]))
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Listed<SeriesRow>> ListAsync(
        HttpContext http,
        TrackerDatabase database,
        PanelCache cache,
        [Description("Its name")] string sector,
        [Description("Its name")] string metric,
        [Description("Months to come, 0 to 24; 0 where nothing is said")] int? horizon)
    {
        MetricName.Check(metric);
        if (horizon is not (null or (>= 0 and <= LongestHorizon)))
            throw Problem.BadRequest($"horizon {horizon}: expected 0 to {LongestHorizon}");
        var version = await DataStamp.ReadAsync(database.Source, http.RequestAborted);
        return new(version, async () =>
        {
            var panel = await cache.ReadAsync(version, http.RequestAborted) ?? throw Problem.NotFound("no month is complete yet");
            var series = panel.Series.FirstOrDefault(one => one.Sector.Name == sector && one.Metric.Name == metric) ?? throw Missing(panel, sector, metric);
            var published = await StoredRuns.SeriesAsync(database.Source, sector, metric, http.RequestAborted);
            return new([.. Past(series, published), .. await ToCome(series, horizon ?? 0, http.RequestAborted)]);
        });
    }

    private static IEnumerable<SeriesRow> Past(MetricSeries series, IReadOnlyDictionary<Month, SavedMover> published)
    {
        double[] values = [.. series.Fitted.Values, series.Actual];
        return values.Select((value, at) => Of(series.Fitted.Start + at, value, published.GetValueOrDefault(series.Fitted.Start + at)));
    }

    private static SeriesRow Of(Month month, double value, SavedMover? said) =>
        new(
            month.ToString(), double.IsNaN(value) ? null : value, said?.Forecast, said?.Lo80, said?.Hi80, said?.Lo95, said?.Hi95, said?.Cii, said?.Q,
            said?.Significant, said?.RunId, said?.Model);

    private static async Task<IEnumerable<SeriesRow>> ToCome(MetricSeries series, int horizon, CancellationToken cancellation)
    {
        if (horizon == 0)
            return [];
        var forecast = await Task.Run(() => SeriesForecast.After(series, horizon), cancellation);
        return forecast.Refused is { } reason
            ? throw new Problem(StatusCodes.Status422UnprocessableEntity, $"there is no forecast: {reason}")
            : forecast.Steps.Select(step => new SeriesRow(
                step.Month.ToString(), null, step.Mean, step.Band80.Lo, step.Band80.Hi, step.Band95.Lo, step.Band95.Hi, null, null, null, null, forecast.Model));
    }

    private static Problem Missing(PanelSeries panel, string sector, string metric) =>
        panel.Left.FirstOrDefault(one => one.Sector.Name == sector && one.Metric.Name == metric) is { } left
            ? new(StatusCodes.Status422UnprocessableEntity, $"this series is not applicable: {left.Reason}")
            : Problem.NotFound("there is no sector of this name: /api/v1/sectors lists them");
}
