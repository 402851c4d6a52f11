using System.ComponentModel;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Api.Schedule;
using Tracker.Jobs.Stages;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;
using Tracker.Storage.Work;

namespace Tracker.Api.Movers;

/// <summary>Requests for what nobody planned: one question about a mover, put into the ledger of work and watched there.</summary>
/// <param name="kind">The kind of the work.</param>
/// <param name="path">Where its answers are.</param>
/// <param name="mostAttributes">That may be named.</param>
/// <param name="expected">Whether what was expected is a reference.</param>
internal sealed class MoverRequests(string kind, string path, int mostAttributes, bool expected)
{
    private const int LongestName = 200;

    /// <param name="group">Of the path.</param>
    /// <param name="name">Of the request, in the API document.</param>
    /// <param name="summary">What is asked.</param>
    public void Map(RouteGroupBuilder group, string name, string summary)
    {
        var example = MoverRequestRow.Example(path);
        group.MapPost("", AddAsync).For(Role.Analyst).Repeatable<MoverRequestRow>()
            .Named(name, $"{summary}: in the background, and what is stored on the same data already is found")
            .WithExample(example with { Status = MoverRequestStatus.Queued, Answer = null, AnswerAt = null, FinishedAt = null }).WithBody(NewMoverRequest.Example);
        group.MapGet("/requests/{id}", FindAsync).For(Role.Reader)
            .Named($"{name}Request", "How far a request is; one that was refused is a problem that says why").WithExample(example)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/requests/{id}/events", Events).For(Role.Reader)
            .Named($"{name}RequestEvents", "The same as server-sent events: one whenever something was done, the last when all is");
    }

    /// <summary>Puts a question into the ledger, as asked by who sends it.</summary>
    /// <exception cref="Problem">It is not one that can be asked.</exception>
    public async Task<WorkItem> AskAsync(HttpContext http, TrackerDatabase database, NewMoverRequest body)
    {
        MetricName.Check(body.Metric);
        ReferenceName.Check(body.Reference, body.Month ?? new Core.Panel.Month(9999, 12), expected);
        CheckAttributes(body.Attributes);
        if (!(await PanelNames.SectorsAsync(database.Source, http.RequestAborted)).Contains(body.Sector))
            throw new Problem(StatusCodes.Status422UnprocessableEntity, "sector: there is none of this name: /api/v1/sectors lists them");
        var asked = new MoverArguments(body.Sector, body.Metric) { Reference = body.Reference, Attributes = body.Attributes };
        var item = await WorkLedger.AddAsync(database.Source, asked.Asking(kind, body.Month), Roles.KeyOf(http), http.RequestAborted);
        Scheduler.Asked(http.RequestServices, item.WorkId);
        return item;
    }

    /// <summary>A question that is in the ledger.</summary>
    /// <exception cref="Problem">There is none of this number.</exception>
    public async Task<WorkItem> ItemAsync(TrackerDatabase database, long id, CancellationToken cancellation) =>
        await WorkLedger.FindAsync(database.Source, id, cancellation) is { } item && item.Kind == kind && item.ArgumentsAs<MoverArguments>().Run is null
            ? item
            : throw Problem.NotFound($"there is no request {id}");

    private async Task<Accepted<MoverRequestRow>> AddAsync(HttpContext http, TrackerDatabase database, NewMoverRequest body)
    {
        var item = await AskAsync(http, database, body);
        return TypedResults.Accepted($"{path}/requests/{item.WorkId}", MoverRequestRow.Of(item, path));
    }

    private async Task<Ok<MoverRequestRow>> FindAsync(HttpContext http, TrackerDatabase database, [Description("The request")] long id)
    {
        var item = await ItemAsync(database, id, http.RequestAborted);
        return item.Refused ? throw new Problem(StatusCodes.Status422UnprocessableEntity, item.Error!) : TypedResults.Ok(MoverRequestRow.Of(item, path));
    }

    private async Task<ServerSentEventsResult<MoverRequestRow>> Events(
        HttpContext http, TrackerDatabase database, IHostApplicationLifetime lifetime, [Description("The request")] long id)
    {
        await ItemAsync(database, id, http.RequestAborted);
        return TypedResults.ServerSentEvents(Watch(database, id, lifetime.ApplicationStopping, http.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<MoverRequestRow>> Watch(
        TrackerDatabase database, long id, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        await foreach (var item in WorkLedger.WatchAsync(database.Source, id, ended.Token))
            yield return new(MoverRequestRow.Of(item, path), item.Ended ? "end" : "progress");
    }

    private void CheckAttributes(IReadOnlyList<string>? attributes)
    {
        if (attributes is null)
            return;
        if (attributes.Count < 1 || attributes.Count > mostAttributes || attributes.Distinct().Count() < attributes.Count)
            throw Problem.BadRequest($"attributes: expected 1 to {mostAttributes}, each once");
        if (attributes.Any(name => name is not { Length: > 0 and <= LongestName } || name.Any(char.IsControl)))
            throw Problem.BadRequest($"attributes: expected names of 1 to {LongestName} letters");
    }
}
