using System.ComponentModel;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Api.Runs;

/// <summary>The run ledger, and months that people ask to have computed.</summary>
internal static class RunEndpoints
{
    private const string Requests = "/api/v1/runs/requests";

    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("runs");
        runs.MapGet("", ListAsync).For(Role.Reader).Named("runs", "The run ledger, the newest first").WithExample(new Page<RunRow>([RunRow.Example]));
        runs.MapGet("/{id}", FindAsync).For(Role.Reader).Named("run", "One run").WithExample(RunRow.Example);
        runs.MapPost("", AddAsync).For(Role.Operator).Repeatable<RunRequestRow>()
            .Named("compute", "Asks for a month: it is computed in the background, and on the same data found again")
            .WithExample(RunRequestRow.Example).WithBody(new NewRun(new(2025, 10)));
        runs.MapGet("/requests/{id}", RequestAsync).For(Role.Reader).Named("runRequest", "How far a request is").WithExample(RunRequestRow.Example);
        runs.MapGet("/requests/{id}/events", Events).For(Role.Reader)
            .Named("runRequestEvents", "The same as server-sent events: one whenever something was done, the last when all is");
    }

    private static async Task<Listed<RunRow>> ListAsync(
        HttpContext http,
        TrackerDatabase database,
        [Description("Of one month, yyyy-MM")] Month? month,
        [Description("pending, running, done or failed")] string? status,
        [Description("Items of a page, 1 to 1000; 1000 where nothing is said")] int? limit,
        [Description("From the link to a next page")] string? cursor)
    {
        var size = PageSize.Of(limit);
        var before = Cursor.Read(cursor, parts: 1)?[0];
        var wanted = StatusOf(status);
        return new(await LatestState.StampAsync(http), async () =>
        {
            var read = await StoredRuns.ReadAsync(database.Source, month, wanted, before, size + 1, http.RequestAborted);
            return PageSize.Page(http, [.. read.Select(RunRow.Of)], size, last => Cursor.Of(last.Run));
        });
    }

    private static async Task<One<RunRow>> FindAsync(HttpContext http, TrackerDatabase database, [Description("The run")] long id) =>
        new(await LatestState.StampAsync(http), async () => await StoredRuns.FindAsync(database.Source, id, http.RequestAborted) is { } run
            ? RunRow.Of(run)
            : throw Problem.NotFound($"there is no run {id}"));

    private static async Task<Accepted<RunRequestRow>> AddAsync(HttpContext http, TrackerDatabase database, NewRun body)
    {
        var item = await WorkLedger.AddAsync(database.Source, NewWork.OfMonth(body.Month), Roles.KeyOf(http), http.RequestAborted);
        return TypedResults.Accepted($"{Requests}/{item.WorkId}", RunRequestRow.Of(item));
    }

    private static async Task<Ok<RunRequestRow>> RequestAsync(HttpContext http, TrackerDatabase database, [Description("The request")] long id) =>
        TypedResults.Ok(RunRequestRow.Of(await RequestOf(database, id, http.RequestAborted)));

    private static async Task<ServerSentEventsResult<RunRequestRow>> Events(
        HttpContext http, TrackerDatabase database, IHostApplicationLifetime lifetime, [Description("The request")] long id)
    {
        await RequestOf(database, id, http.RequestAborted);
        return TypedResults.ServerSentEvents(Watch(database, id, lifetime.ApplicationStopping, http.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<RunRequestRow>> Watch(
        TrackerDatabase database, long id, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        await foreach (var item in WorkLedger.WatchAsync(database.Source, id, ended.Token))
            yield return new(RunRequestRow.Of(item), item.Ended ? "end" : "progress");
    }

    private static async Task<WorkItem> RequestOf(TrackerDatabase database, long id, CancellationToken cancellation) =>
        await WorkLedger.FindAsync(database.Source, id, cancellation) is { Kind: WorkKind.Month } item ? item : throw Problem.NotFound($"there is no request {id}");

    private static RunStatus? StatusOf(string? name) => name switch
    {
        null => null,
        "pending" => RunStatus.Pending,
        "running" => RunStatus.Running,
        "done" => RunStatus.Done,
        "failed" => RunStatus.Failed,
        _ => throw Problem.BadRequest("status: expected pending, running, done or failed"),
    };
}
