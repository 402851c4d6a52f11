using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Reports;

namespace Tracker.Api.Coverage;

/// <summary>How much of each month the data holds.</summary>
internal static class CoverageEndpoints
{
    private const int UsualMonths = 12;
    private const int MostMonths = 120;

    public static void MapCoverage(this IEndpointRouteBuilder api) =>
        api.MapGet("/coverage", ListAsync).For(Role.Reader).WithTags("data")
            .Named("coverage", "How much of each month the data holds, and whether it is complete, the newest first")
            .WithExample(new Page<CoverageRow>([CoverageRow.Example]));

    private static async Task<Listed<CoverageRow>> ListAsync(
        HttpContext http, TrackerDatabase database, [Description("How many months, the latest: 1 to 120; 12 where nothing is said")] int? months)
    {
        if (months is not (null or (>= 1 and <= MostMonths)))
            throw Problem.BadRequest($"months {months}: expected 1 to {MostMonths}");
        return new(await LatestState.StampAsync(http), async () =>
            new([.. (await CoverageReader.ReadAsync(database.Source, months ?? UsualMonths, null, http.RequestAborted)).Select(CoverageRow.Of)]));
    }
}

/// <summary>How much of a month the data holds. Shares are of the consumers with an event in the month, or of what they bought, 0 to 1.</summary>
/// <param name="State">incomplete, stale, provisional, published or complete: the first that holds.</param>
/// <param name="ActiveConsumers">With any event in the month or the two before.</param>
/// <param name="UnknownConsumers">Of whom any attribute is unknown; null where there is no attribute.</param>
/// <param name="MostUnknown">The attribute that is unknown of the most consumers.</param>
/// <param name="OfConsumers">Its share of them.</param>
internal sealed record CoverageRow(
    string Month, string State, long Events, int ActiveConsumers, int ConsumersWithEvents, int SectorsWithEvents, int DaysWithEvents,
    double? UnknownConsumers, double? UnknownSpend, string? MostUnknown, double? OfConsumers, OrderedDictionary<string, double> UnknownConsumersBy,
    OrderedDictionary<string, double> UnknownSpendBy, bool Published, bool Stale, bool Provisional, string Completeness)
{
    public static readonly CoverageRow Example = new(
        "2025-10", "published", 421_337, 98_210, 91_004, 33, 31, 0.021, 0.018, "income", 0.02, new() { ["income"] = 0.02, ["region"] = 0.001 },
        new() { ["income"] = 0.017, ["region"] = 0.001 }, true, false, false, "looks complete: 101% of the usual events a day of an active consumer");

    public static CoverageRow Of(MonthCoverage month) =>
        new(
            month.Month.ToString(), month.State.ToString().ToLowerInvariant(), month.Events, month.ActiveConsumers, month.ConsumersWithEvents,
            month.SectorsWithEvents, month.DaysWithEvents, month.Unknown.Any?.Consumers, month.Unknown.Any?.Spend, month.Unknown.Worst?.Attribute,
            month.Unknown.Worst?.Consumers, ByAttribute(month, share => share.Consumers), ByAttribute(month, share => share.Spend), month.Published, month.Stale,
            month.Completeness.Provisional, month.Completeness.Reason);

    private static OrderedDictionary<string, double> ByAttribute(MonthCoverage month, Func<UnknownShare, double?> share) =>
        new(month.Unknown.ByAttribute.Where(unknown => share(unknown) is not null).Select(unknown => KeyValuePair.Create(unknown.Attribute, share(unknown)!.Value)));
}
