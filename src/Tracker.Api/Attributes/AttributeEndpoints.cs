using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;

namespace Tracker.Api.Attributes;

/// <summary>What is known of consumers, without any consumer.</summary>
internal static class AttributeEndpoints
{
    public static void MapAttributes(this IEndpointRouteBuilder api) =>
        api.MapGet("/attributes", ListAsync).For(Role.Reader).WithTags("names")
            .Named("attributes", "The attributes of consumers, by name").WithExample(new Page<AttributeRow>([new("region", 4, 98_412)]));

    private static async Task<Listed<AttributeRow>> ListAsync(HttpContext http, TrackerDatabase database) =>
        new(await LatestState.StampAsync(http), async () =>
            new([.. (await PanelNames.AttributesAsync(database.Source, http.RequestAborted)).Select(row => new AttributeRow(row.Name, row.Values, row.Consumers))]));
}

/// <summary>A property of consumers.</summary>
/// <param name="Values">How many different ones there are.</param>
/// <param name="Consumers">Of how many a value was ever known.</param>
internal sealed record AttributeRow(string Attribute, long Values, long Consumers);
