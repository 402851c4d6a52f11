using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Api.Output;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;

namespace Tracker.Api.Loads;

/// <summary>The books of the loads.</summary>
internal static class LoadEndpoints
{
    public static void MapLoads(this IEndpointRouteBuilder api) =>
        api.MapGet("/loads", ListAsync).For(Role.Reader).WithTags("data")
            .Named("loads", "The books of every load, in rows and in money, the newest first").WithExample(new Page<LoadRow>([LoadRow.Example]));

    private static async Task<Listed<LoadRow>> ListAsync(
        HttpContext http,
        TrackerDatabase database,
        [Description("Items of a page, 1 to 1000; 1000 where nothing is said")] int? limit,
        [Description("From the link to a next page")] string? cursor)
    {
        var size = PageSize.Of(limit);
        var before = Cursor.Read(cursor, parts: 1)?[0] ?? long.MaxValue;
        return new(await LatestState.StampAsync(http), async () =>
        {
            var loads = (await LoadBooks.ReadAsync(database.Source, http.RequestAborted)).Where(load => load.Load < before).Take(size + 1);
            return PageSize.Page(http, [.. loads.Select(LoadRow.Of)], size, last => Cursor.Of(last.Load));
        });
    }
}

/// <summary>One ingest of a folder: read = accepted + rejected + duplicates.</summary>
/// <param name="FinishedAt">When it became visible.</param>
/// <param name="Source">The name of the folder.</param>
/// <param name="Corrected">Accepted rows that replace one of an earlier load.</param>
/// <param name="AmountRead">In the panel's currency, as are the next three.</param>
/// <param name="Removed">Rows of earlier loads that a correction took out of their month.</param>
/// <param name="DataVersion">This load where it changed anything, else the version that it found.</param>
internal sealed record LoadRow(
    int Load, string FinishedAt, string Source, long Read, long Accepted, long Rejected, long Duplicates, long Corrected, decimal AmountRead,
    decimal AmountAccepted, decimal AmountRejected, decimal AmountDuplicates, int ConsumersNew, int ConsumersChanged, int MonthsTouched,
    string? FirstMonth, string? LastMonth, IReadOnlyList<string> Months, long Removed, long DataVersion)
{
    private const decimal CentsPerUnit = 100;

    public static readonly LoadRow Example = new(
        3, "2025-11-02T04:10:31Z", "october", 421_400, 421_337, 20, 43, 0, 10_550_210.11m, 10_548_800.26m, 501.60m, 908.25m, 12, 3, 1, "2025-10", "2025-10",
        ["2025-10"], 0, 3);

    public static LoadRow Of(LoadBooks load) =>
        new(
            load.Load, Instant.Show(load.FinishedAt), load.Source, load.Read, load.Accepted, load.Rejected, load.Duplicates, load.Corrected,
            load.Amounts.ReadCents / CentsPerUnit, load.Amounts.AcceptedCents / CentsPerUnit, load.Amounts.RejectedCents / CentsPerUnit,
            load.Amounts.DuplicateCents / CentsPerUnit, load.ConsumersNew, load.ConsumersChanged, load.Months.Count,
            load.Months.Count == 0 ? null : load.Months[0].ToString(), load.Months.Count == 0 ? null : load.Months[^1].ToString(),
            [.. load.Months.Select(month => month.ToString())], load.Removed, load.DataVersion);
}
