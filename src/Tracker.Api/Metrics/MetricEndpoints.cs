using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Core.Panel;
using Tracker.Storage.Access;

namespace Tracker.Api.Metrics;

/// <summary>What is tracked.</summary>
internal static class MetricEndpoints
{
    private static readonly Page<MetricRow> All = new([.. Metric.All.Select(MetricRow.Of)]);

    public static void MapMetrics(this IEndpointRouteBuilder api) =>
        api.MapGet("/metrics", List).For(Role.Reader).WithTags("names")
            .Named("metrics", "The metrics, in the order in which they are listed everywhere").WithExample(new Page<MetricRow>([MetricRow.Of(Metric.AverageTicket)]));

    private static Listed<MetricRow> List() => new("metrics", () => Task.FromResult(All));
}

/// <summary>A measure or a ratio of two.</summary>
/// <param name="Numerator">The measure, or the upper one.</param>
/// <param name="Denominator">The lower one of a ratio.</param>
/// <param name="Scale">On which it is forecast.</param>
internal sealed record MetricRow(string Metric, string Numerator, string? Denominator, string Scale)
{
    public static MetricRow Of(Metric metric) => new(metric.Name, NameOf(metric.Numerator), metric.Denominator is { } lower ? NameOf(lower) : null, $"{metric.Scale}".ToLowerInvariant());

    /// <summary>ActiveConsumers as active_consumers.</summary>
    private static string NameOf(Measure measure) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName($"{measure}");
}
