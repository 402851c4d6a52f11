using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>A sector in the months of a request: all that is decomposed by some attributes and all that decides what of it is shown.</summary>
public sealed record SegmentedMover
{
    /// <summary>The month that is explained.</summary>
    public required ConsumerMonth After { get; init; }

    /// <summary>The reference month; against what was expected the months whose level it rests on; along time all months but the last.</summary>
    public required IReadOnlyList<ConsumerMonth> Before { get; init; }

    /// <summary>The attributes as they are in a month.</summary>
    public required Func<string, Month, AttributeColumn> Attribute { get; init; }

    public required MetricChain Chain { get; init; }

    /// <summary>The segments of some attributes.</summary>
    public SegmentedMonths By(IReadOnlyList<string> attributes)
    {
        var segments = new Segmentation(attributes);
        var ofAfter = Of(After);
        var ofBefore = Before.Select(Of).ToArray();
        SegmentKey[] keys = [.. segments.Keys]; // months that are numbered later add to those of the segmentation
        var before = Before.Select((month, i) => SegmentTables.Sizes(Chain, month, ofBefore[i], keys.Length)).ToArray();
        return new(segments, keys, before, SegmentTables.Sizes(Chain, After, ofAfter, keys.Length), ofBefore, ofAfter);

        int[] Of(ConsumerMonth month) => segments.Of(month, ColumnsOf(attributes, month.Month));
    }

    internal IReadOnlyList<AttributeColumn> ColumnsOf(IReadOnlyList<string> attributes, Month month) => [.. attributes.Select(name => Attribute(name, month))];
}

/// <summary>The segments of a mover.</summary>
/// <param name="Segments">Numbers them in any other month.</param>
/// <param name="Keys">Of those that are in the months of the mover, by number.</param>
/// <param name="Before">By month before, who stand behind each.</param>
/// <param name="After">Who stand behind each.</param>
/// <param name="OfBefore">By month before, the segment of every consumer.</param>
/// <param name="OfAfter">The segment of every consumer.</param>
public sealed record SegmentedMonths(
    Segmentation Segments, IReadOnlyList<SegmentKey> Keys, CellSize[][] Before, CellSize[] After, int[][] OfBefore, int[] OfAfter)
{
    /// <summary>Of the segments; each is as small before as in the smallest of the months before that have it.</summary>
    internal CellSizes[] Sizes => [.. After.Select((after, segment) => new CellSizes(Before.Select(month => month[segment]).Aggregate(CellSize.Smaller), after))];
}
