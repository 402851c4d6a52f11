using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.Months;
using Tracker.Api.Movers;
using Tracker.Api.OpenApi;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;

namespace Tracker.Api.Annotations;

/// <summary>What researchers say of movers.</summary>
internal static class AnnotationEndpoints
{
    private const int LongestReason = 2000;
    private const string Path = "/api/v1/annotations";

    public static void MapAnnotations(this IEndpointRouteBuilder api)
    {
        var annotations = api.MapGroup("/annotations").WithTags("annotations");
        annotations.MapGet("", ListAsync).For(Role.Reader)
            .Named("annotations", "What was said of movers, the newest first: the last word on a series of a month counts")
            .WithExample(new Page<AnnotationRow>([AnnotationRow.Example]));
        annotations.MapGet("/{id}", FindAsync).For(Role.Reader).Named("annotation", "One of them").WithExample(AnnotationRow.Example);
        annotations.MapPost("", AddAsync).For(Role.Analyst).Repeatable<AnnotationRow>()
            .Named("annotate", "Confirms or dismisses a mover, with a reason")
            .WithExample(AnnotationRow.Example).WithBody(NewAnnotation.Example);
    }

    private static async Task<Listed<AnnotationRow>> ListAsync(
        HttpContext http,
        TrackerDatabase database,
        [Description("Of movers of one month, yyyy-MM; of all where nothing is said")] Month? month,
        [Description("Items of a page, 1 to 1000; 1000 where nothing is said")] int? limit,
        [Description("From the link to a next page")] string? cursor)
    {
        var size = PageSize.Of(limit);
        var before = Cursor.Read(cursor, parts: 1)?[0];
        return new(await LatestState.StampAsync(http), async () =>
        {
            var read = await Storage.Results.Annotations.ReadAsync(database.Source, month, before, size + 1, http.RequestAborted);
            return PageSize.Page(http, [.. read.Select(AnnotationRow.Of)], size, last => Cursor.Of(last.Annotation));
        });
    }

    private static One<AnnotationRow> FindAsync(HttpContext http, TrackerDatabase database, [Description("The annotation")] long id) =>
        new($"annotation {id}", async () => await Storage.Results.Annotations.FindAsync(database.Source, id, http.RequestAborted) is { } found
            ? AnnotationRow.Of(found)
            : throw Problem.NotFound($"there is no annotation {id}"));

    private static async Task<Created<AnnotationRow>> AddAsync(HttpContext http, TrackerDatabase database, MoverCache cache, NewAnnotation body)
    {
        var added = await EnterAsync(http, database, cache, body);
        return TypedResults.Created($"{Path}/{added.Annotation}", added);
    }

    /// <summary>Enters it as said by who asks.</summary>
    /// <exception cref="Problem">It has no reason, or there is no such mover.</exception>
    internal static async Task<AnnotationRow> EnterAsync(HttpContext http, TrackerDatabase database, MoverCache cache, NewAnnotation body)
    {
        var reason = body.Reason.ReplaceLineEndings("\n").Trim(); // forms send a carriage return, too
        if (reason.Length is 0 or > LongestReason || reason.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')))
            throw Problem.BadRequest($"reason: expected text of 1 to {LongestReason} characters");
        var run = await PublishedRuns.OfAsync(http, body.Month);
        var movers = await cache.OfRunAsync(run, http.RequestAborted);
        var mover = movers.FirstOrDefault(one => one.Sector == body.Sector && one.Metric == body.Metric)
            ?? throw new Problem(StatusCodes.Status422UnprocessableEntity, $"{body.Month} has no mover of this sector and metric");
        return AnnotationRow.Of(await Storage.Results.Annotations.AddAsync(
            database.Source, run, mover.Sector, mover.Metric, body.Verdict, reason, Roles.KeyOf(http), http.RequestAborted));
    }
}
