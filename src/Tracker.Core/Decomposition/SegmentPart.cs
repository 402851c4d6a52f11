namespace Tracker.Core.Decomposition;

/// <summary>What a segment adds to a change, in the metric's unit.</summary>
public sealed record SegmentPart
{
    public required SegmentKey Segment { get; init; }

    /// <summary>Of the denominator, 0 to 1.</summary>
    public required double ShareBefore { get; init; }

    public required double ShareAfter { get; init; }

    /// <summary>Where the segment is absent, the rate of the other month, with which it is counted.</summary>
    public required double RateBefore { get; init; }

    public required double RateAfter { get; init; }

    public required double Structural { get; init; }

    public required double Behavioural { get; init; }

    /// <summary>Null where the refunds of the whole alone are shown.</summary>
    public required double? Refunds { get; init; }

    /// <summary>The behavioural part by factor, in the order of the decomposition's.</summary>
    public required IReadOnlyList<double> Factors { get; init; }

    /// <summary>Of its parts that are shown.</summary>
    public double Total => Structural + Behavioural + (Refunds ?? 0);

    public required SegmentStatus Status { get; init; }

    /// <summary>Of the total; null where nothing was drawn.</summary>
    public EffectInterval? Interval { get; init; }

    internal static double? RefundsOf(IReadOnlyList<SegmentPart> parts) => parts[0].Refunds is null ? null : parts.Sum(part => part.Refunds);

    internal static IReadOnlyList<double> FactorsOf(IReadOnlyList<SegmentPart> parts) =>
        [.. Enumerable.Range(0, parts[0].Factors.Count).Select(factor => parts.Sum(part => part.Factors[factor]))];
}
