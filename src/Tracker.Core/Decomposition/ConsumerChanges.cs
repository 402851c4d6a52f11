namespace Tracker.Core.Decomposition;

/// <summary>
/// What every consumer adds to the sums of the segments in two months, as columns. A consumer is in at most one segment a month, and may be in
/// different ones: attributes change.
/// </summary>
public sealed record ConsumerChanges
{
    /// <summary>How many segments there are; those of the consumers are numbered from 0.</summary>
    public required int Segments { get; init; }

    /// <summary>Of each consumer; −1 where the consumer is in none.</summary>
    public required int[] SegmentBefore { get; init; }

    public required int[] SegmentAfter { get; init; }

    /// <summary>A column for each of <see cref="MetricChain.Columns"/> with the weighted amount of each consumer.</summary>
    public required double[][] Before { get; init; }

    public required double[][] After { get; init; }
}
