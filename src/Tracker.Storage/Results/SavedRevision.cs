namespace Tracker.Storage.Results;

/// <summary>A series of a month whose results differ from those of the run published before (<c>tracker.revisions</c>); null where a run has no such series.</summary>
public sealed record SavedRevision
{
    public long RunId { get; init; }

    public required string Sector { get; init; }

    public required string Metric { get; init; }

    public double? OldCii { get; init; }

    public double? NewCii { get; init; }

    public int? OldRank { get; init; }

    public int? NewRank { get; init; }

    public double? OldActual { get; init; }

    public double? NewActual { get; init; }

    public double? OldForecast { get; init; }

    public double? NewForecast { get; init; }

    /// <summary>The series that differ in any of the four, to the last bit; of identical runs none.</summary>
    internal static IReadOnlyList<SavedRevision> Between(IReadOnlyList<SavedMover> before, IReadOnlyList<SavedMover> after)
    {
        var old = before.ToDictionary(Series);
        var known = after.Select(Series).ToHashSet();
        return [.. after.Select(mover => Of(old.GetValueOrDefault(Series(mover)), mover))
            .Concat(before.Where(mover => !known.Contains(Series(mover))).Select(mover => Of(mover, null)))
            .Where(revision => revision.Changes)];

        static (string, string) Series(SavedMover mover) => (mover.Sector, mover.Metric);
    }

    private bool Changes => (OldCii, OldRank, OldActual, OldForecast) != (NewCii, NewRank, NewActual, NewForecast);

    private static SavedRevision Of(SavedMover? before, SavedMover? after) =>
        new()
        {
            Sector = (before ?? after)!.Sector,
            Metric = (before ?? after)!.Metric,
            OldCii = before?.Cii,
            NewCii = after?.Cii,
            OldRank = before?.Rank,
            NewRank = after?.Rank,
            OldActual = before?.Actual,
            NewActual = after?.Actual,
            OldForecast = before?.Forecast,
            NewForecast = after?.Forecast,
        };
}
