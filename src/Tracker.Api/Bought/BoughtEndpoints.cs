using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.Movers;
using Tracker.Api.OpenApi;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Results;

namespace Tracker.Api.Bought;

/// <summary>What consumers bought when a metric moved.</summary>
internal static class BoughtEndpoints
{
    public static void MapBought(this IEndpointRouteBuilder api) =>
        api.MapGet("/bought", FindAsync).For(Role.Reader).WithTags("bought")
            .Named("bought", "What was bought when a metric moved, stored on the newest data: merchants, brands, products and words of their names by whether their share of the sector changed")
            .WithExample(BoughtRow.Example);

    private static Task<Sheeted<BoughtRow>> FindAsync(
        HttpContext http,
        TrackerDatabase database,
        [Description("Of the mover")] string sector,
        [Description("Of the mover")] string metric,
        [Description("Of the mover, yyyy-MM; the last published month where nothing is said")] Month? month,
        [Description("Against this month, yyyy-MM or 1, 2, 3 or 12 months back; where nothing is said as the run asked, 12 back where the data reaches so far")] string? reference) =>
        LatestAnswer.OfAsync<PublishedBought, BoughtRow>(
            http, database, sector, metric, month, reference, BoughtRow.Of,
            when => $"nothing is stored of what was bought in this sector when this metric moved in {when}: runs store it of their significant and first movers where the data names merchants, brands or products, tracker bought asks for others");
}
