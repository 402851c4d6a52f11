using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Work;

namespace Tracker.Api.Work;

/// <summary>The ledger of work, for operators: what waits, what is being done, what is dead.</summary>
internal static class WorkEndpoints
{
    private const string Root = "/api/v1/work";

    public static void MapWork(this IEndpointRouteBuilder api)
    {
        var work = api.MapGroup("/work").WithTags("work");
        work.MapGet("", ListAsync).For(Role.Operator).Named("workItems", "The ledger of work, the newest first").WithExample(new Page<WorkRow>([WorkRow.Example]));
        work.MapGet("/{id}", FindAsync).For(Role.Operator).Named("workItem", "One item of work").WithExample(WorkRow.Example);
        work.MapPost("/{id}/retry", RetryAsync).For(Role.Operator).Repeatable<WorkRow>()
            .Named("retryWork", "Queues a dead item anew, with what is dead of what it waits for and of what waits for it")
            .WithExample(WorkRow.Example with { Status = WorkStatus.Queued, Attempt = 0 });
    }

    private static async Task<Page<WorkRow>> ListAsync(
        HttpContext http,
        TrackerDatabase database,
        [Description("queued, running, done or dead")] string? status,
        [Description("ingest, month, score, drivers, decompose, bought, month_to_date or alert")] string? kind,
        [Description("Of one month, yyyy-MM")] Month? month,
        [Description("Items that this one waits for")] long? parent,
        [Description("Items of a page, 1 to 1000; 1000 where nothing is said")] int? limit,
        [Description("From the link to a next page")] string? cursor)
    {
        var size = PageSize.Of(limit);
        var before = Cursor.Read(cursor, parts: 1)?[0];
        var filter = new WorkFilter(kind, StatusOf(status), month, parent);
        var read = await WorkLedger.ListAsync(database.Source, filter, before, size + 1, http.RequestAborted);
        var page = PageSize.Page(http, [.. read.Select(WorkRow.Of)], size, last => Cursor.Of(last.Work));
        if (page.Next is { } next)
            http.Response.Headers.Link = Written.LinkTo(next);
        return page;
    }

    private static async Task<Ok<WorkRow>> FindAsync(HttpContext http, TrackerDatabase database, [Description("The item")] long id) =>
        TypedResults.Ok(WorkRow.Of(await WorkLedger.FindAsync(database.Source, id, http.RequestAborted) ?? throw Missing(id)));

    private static async Task<Accepted<WorkRow>> RetryAsync(HttpContext http, TrackerDatabase database, [Description("The item")] long id)
    {
        try
        {
            var item = await WorkLedger.RetryAsync(database.Source, id, Roles.KeyOf(http), http.RequestAborted) ?? throw Missing(id);
            return TypedResults.Accepted($"{Root}/{id}", WorkRow.Of(item));
        }
        catch (StorageException refused)
        {
            throw new Problem(StatusCodes.Status409Conflict, refused.Message);
        }
    }

    private static Problem Missing(long id) => Problem.NotFound($"there is no work {id}");

    private static WorkStatus? StatusOf(string? name) => name switch
    {
        null => null,
        "queued" => WorkStatus.Queued,
        "running" => WorkStatus.Running,
        "done" => WorkStatus.Done,
        "dead" => WorkStatus.Dead,
        _ => throw Problem.BadRequest("status: expected queued, running, done or dead"),
    };
}
