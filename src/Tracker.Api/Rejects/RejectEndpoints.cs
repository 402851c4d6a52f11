using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;

namespace Tracker.Api.Rejects;

/// <summary>The rows that were refused, for operators, and without their text: it names a consumer. The command line has it.</summary>
internal static class RejectEndpoints
{
    public static void MapRejects(this IEndpointRouteBuilder api) =>
        api.MapGet("/rejects", ListAsync).For(Role.Operator).WithTags("data")
            .Named("rejects", "Where refused rows are, and why they were refused").WithExample(new Page<RejectRow>([RejectRow.Example]));

    private static async Task<Listed<RejectRow>> ListAsync(
        HttpContext http,
        TrackerDatabase database,
        [Description("Of one load; of all where nothing is said")] int? load,
        [Description("Items of a page, 1 to 1000; 1000 where nothing is said")] int? limit,
        [Description("From the link to a next page")] string? cursor)
    {
        var size = PageSize.Of(limit);
        (int, long)? after = Cursor.Read(cursor, parts: 2) is { } key
            ? key[0] is >= 0 and <= int.MaxValue ? ((int)key[0], key[1]) : throw Problem.BadRequest("cursor: expected one of a link to a next page")
            : null;
        return new(await LatestState.StampAsync(http), async () =>
        {
            var places = await RejectPlace.ReadAsync(database.Source, load, after, size + 1, http.RequestAborted);
            var page = PageSize.Page(http, places, size, last => Cursor.Of(last.Load, last.Position));
            return new([.. page.Items.Select(RejectRow.Of)], page.Next);
        });
    }
}

/// <summary>A row that was refused.</summary>
/// <param name="Column">At fault; null where it is the row as a whole.</param>
internal sealed record RejectRow(int Load, string File, long Line, string? Column, string Reason)
{
    public static readonly RejectRow Example = new(3, "events/2025-10.csv", 1041, "amount", "expected a number");

    public static RejectRow Of(RejectPlace place) => new(place.Load, place.File, place.Line, place.Column, place.Reason);
}
