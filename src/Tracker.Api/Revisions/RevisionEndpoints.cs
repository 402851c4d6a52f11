using System.ComponentModel;
using Tracker.Api.Access;
using Tracker.Api.Answers;
using Tracker.Api.OpenApi;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Storage.Results;

namespace Tracker.Api.Revisions;

/// <summary>What new runs changed of published results.</summary>
internal static class RevisionEndpoints
{
    public static void MapRevisions(this IEndpointRouteBuilder api) =>
        api.MapGet("/revisions", ListAsync).For(Role.Reader).WithTags("movers")
            .Named("revisions", "What the last new run of a published month changed, the largest change first, and why")
            .WithExample(new Page<RevisionRow>([RevisionRow.Example]));

    private static async Task<Listed<RevisionRow>> ListAsync(
        HttpContext http, TrackerDatabase database, [Description("Whose last revision; of every month where nothing is said")] Month? month) =>
        new(await LatestState.StampAsync(http), async () =>
            new([.. (await PublishedRevision.ReadAsync(database.Source, month, http.RequestAborted))
                .SelectMany(revision => revision.Series.Select(series => RevisionRow.Of(revision, series))).OrderByDescending(row => Math.Abs(row.Change))]));
}

/// <summary>A series whose published result changed; null where a run has no such series.</summary>
/// <param name="Change">newCii − oldCii; a missing one counts 0.</param>
/// <param name="Because">Loads, options or program.</param>
internal sealed record RevisionRow(
    string Month, string Sector, string Metric, double Change, double? OldCii, double? NewCii, int? OldRank, int? NewRank, double? OldActual, double? NewActual,
    double? OldForecast, double? NewForecast, long OldDataVersion, long NewDataVersion, string? Because)
{
    public static readonly RevisionRow Example = new(
        "2025-09", "Grocery", "visits", 1.25, -2.5, -1.25, 3, 41, 18_211, 19_040, 19_702, 19_702, 2, 3, "load 3: 829 rows added to and 0 taken from 2025-09");

    public static RevisionRow Of(PublishedRevision revision, SavedRevision series) =>
        new(
            revision.Run.Month.ToString(), series.Sector, series.Metric, (series.NewCii ?? 0) - (series.OldCii ?? 0), series.OldCii, series.NewCii, series.OldRank,
            series.NewRank, series.OldActual, series.NewActual, series.OldForecast, series.NewForecast, revision.Before.DataVersion, revision.Run.DataVersion,
            revision.Run.RevisedBecause);
}
