using Tracker.Core.Movers;

namespace Tracker.Storage.Results;

/// <summary>A sector of a run over all of its metrics (<c>tracker.sectors</c>).</summary>
public sealed record SavedSector
{
    public long RunId { get; init; }

    public required string Sector { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Rank { get; init; }

    /// <summary>The root mean square of its metrics' CIIs with the sign of total_spend's.</summary>
    public required double Index { get; init; }

    /// <summary>The metric that is furthest off.</summary>
    public required string Metric { get; init; }

    /// <summary>Its signed index: the sector test is of its size.</summary>
    public required double Cii { get; init; }

    /// <summary>Null where the history is too short for a test.</summary>
    public double? P { get; init; }

    public double? Q { get; init; }

    public required bool Significant { get; init; }

    public required int Metrics { get; init; }

    /// <summary>Metrics that are significant movers by themselves.</summary>
    public required int Movers { get; init; }

    internal static SavedSector Of(SectorScore score) =>
        new()
        {
            Sector = score.Sector.Name,
            Rank = score.Rank,
            Index = score.Index,
            Metric = score.Metric.Name,
            Cii = score.Cii,
            P = score.P,
            Q = score.Q,
            Significant = score.Significant,
            Metrics = score.Metrics,
            Movers = score.Movers,
        };
}
