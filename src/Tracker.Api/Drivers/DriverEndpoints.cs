using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.Movers;
using Tracker.Api.OpenApi;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Api.Drivers;

/// <summary>Which attributes explain that a metric changed.</summary>
internal static class DriverEndpoints
{
    private const string Path = "/api/v1/drivers";
    private const int MostAttributes = 100;

    /// <summary>Drivers that people ask for.</summary>
    internal static readonly MoverRequests Requests = new(WorkKind.Drivers, Path, MostAttributes, expected: false);

    public static void MapDrivers(this IEndpointRouteBuilder api)
    {
        var drivers = api.MapGroup("/drivers").WithTags("drivers");
        drivers.MapGet("", LatestAsync).For(Role.Reader)
            .Named("drivers", "The stored drivers of a mover with their values, those on the newest data: the attributes of the consumers by how much they explain")
            .WithExample(DriversRow.Example);
        drivers.MapGet("/{id}", FindAsync).For(Role.Reader).Named("driversById", "Stored drivers by their number").WithExample(DriversRow.Example);
        Requests.Map(drivers, "rankDrivers", "Asks for drivers that nobody planned");
    }

    private static Sheeted<DriversRow> FindAsync(HttpContext http, TrackerDatabase database, [Description("The drivers")] long id) =>
        new($"drivers {id}", async () => await StoredAnswers.FindAsync<PublishedDrivers>(database.Source, id, http.RequestAborted) is { } stored
            ? DriversRow.Of(stored)
            : throw Problem.NotFound($"there are no drivers {id}"));

    private static Task<Sheeted<DriversRow>> LatestAsync(
        HttpContext http,
        TrackerDatabase database,
        [Description("Of the mover")] string sector,
        [Description("Of the mover")] string metric,
        [Description("Of the mover, yyyy-MM; the last published month where nothing is said")] Month? month,
        [Description("Against this month, yyyy-MM or 1, 2, 3 or 12 months back; where nothing is said as the run asked, 12 back where the data reaches so far")] string? reference) =>
        LatestAnswer.OfAsync<PublishedDrivers, DriversRow>(
            http, database, sector, metric, month, reference, DriversRow.Of,
            when => $"no drivers of this sector and metric in {when} are stored: runs store those of their significant and first movers, POST /api/v1/drivers asks for others");
}
