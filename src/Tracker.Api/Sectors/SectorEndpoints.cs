using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;

namespace Tracker.Api.Sectors;

/// <summary>The sectors of the panel.</summary>
internal static class SectorEndpoints
{
    public static void MapSectors(this IEndpointRouteBuilder api) =>
        api.MapGet("/sectors", ListAsync).For(Role.Reader).WithTags("names")
            .Named("sectors", "The sectors of the panel, by name").WithExample(new Page<SectorName>([new("Grocery"), new("Travel")]));

    private static async Task<Listed<SectorName>> ListAsync(HttpContext http, TrackerDatabase database) =>
        new(await LatestState.StampAsync(http), async () =>
            new([.. (await PanelNames.SectorsAsync(database.Source, http.RequestAborted)).Select(name => new SectorName(name))]));
}

/// <summary>A top-level category of spending.</summary>
internal sealed record SectorName(string Sector);
