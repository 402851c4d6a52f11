using Tracker.Core.Panel;

namespace Tracker.Core.Movers;

/// <summary>A sector in a month over all of its metrics.</summary>
public sealed record SectorScore
{
    /// <summary>From 1: significant sectors by |T| first, then the others by it.</summary>
    public required int Rank { get; init; }

    public required Sector Sector { get; init; }

    /// <summary>The root mean square of the indices of its metrics, with the sign of total_spend's (of the largest where that is not
    /// applicable).</summary>
    public required double Index { get; init; }

    /// <summary>The metric that is furthest off.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Its signed index: the sector test is of its size.</summary>
    public required double Cii { get; init; }

    /// <summary>Conformal, over the past months of all sectors; null with too short a history.</summary>
    public required double? P { get; init; }

    /// <summary>Over the sectors of the month; null where p is.</summary>
    public required double? Q { get; init; }

    public required bool Significant { get; init; }

    /// <summary>Metrics in the index.</summary>
    public required int Metrics { get; init; }

    /// <summary>Those of them that are significant movers by themselves.</summary>
    public required int Movers { get; init; }
}
