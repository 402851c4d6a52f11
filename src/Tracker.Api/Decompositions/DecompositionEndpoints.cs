using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.Movers;
using Tracker.Api.OpenApi;
using Tracker.Core.Decomposition;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Api.Decompositions;

/// <summary>Why metrics changed: mix and behaviour, by segment.</summary>
internal static class DecompositionEndpoints
{
    private const string Path = "/api/v1/decompositions";

    /// <summary>Decompositions that people ask for.</summary>
    internal static readonly MoverRequests Requests = new(WorkKind.Decompose, Path, AttributeSplit.MostAttributes, expected: true);

    public static void MapDecompositions(this IEndpointRouteBuilder api)
    {
        var decompositions = api.MapGroup("/decompositions").WithTags("decompositions");
        decompositions.MapGet("", ListAsync).For(Role.Reader)
            .Named("decompositions", "The stored decompositions, the newest first").WithExample(new Page<DecompositionSummaryRow>([DecompositionSummaryRow.Example]));
        decompositions.MapGet("/{id}", FindAsync).For(Role.Reader)
            .Named("decomposition", "One of them: who and how, by segment, adding up exactly").WithExample(DecompositionRow.Example);
        Requests.Map(decompositions, "decompose", "Asks for a decomposition that nobody planned");
    }

    private static async Task<Listed<DecompositionSummaryRow>> ListAsync(
        HttpContext http,
        TrackerDatabase database,
        [Description("Of one month, yyyy-MM")] Month? month,
        [Description("Of one sector")] string? sector,
        [Description("Of one metric")] string? metric,
        [Description("Against expected or one month, yyyy-MM; beside a month also 1, 2, 3 or 12 back")] string? reference,
        [Description("Items of a page, 1 to 1000; 1000 where nothing is said")] int? limit,
        [Description("From the link to a next page")] string? cursor)
    {
        var size = PageSize.Of(limit);
        var before = Cursor.Read(cursor, parts: 1)?[0];
        if (metric is not null)
            MetricName.Check(metric);
        var against = ReferenceName.Check(reference, month, expected: true);
        return new(await LatestState.StampAsync(http), async () =>
        {
            var read = await DecompositionSummary.ReadAsync(database.Source, month, sector, metric, against, before, size + 1, http.RequestAborted);
            return PageSize.Page(http, [.. read.Select(DecompositionSummaryRow.Of)], size, last => Cursor.Of(last.Id));
        });
    }

    private static Sheeted<DecompositionRow> FindAsync(HttpContext http, TrackerDatabase database, [Description("The decomposition")] long id) =>
        new($"decomposition {id}", async () => await StoredAnswers.FindAsync<PublishedDecomposition>(database.Source, id, http.RequestAborted) is { } stored
            ? DecompositionRow.Of(stored)
            : throw Problem.NotFound($"there is no decomposition {id}"));
}
