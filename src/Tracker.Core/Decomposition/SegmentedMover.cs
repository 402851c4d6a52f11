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

    /// <summary>The segments of some attributes; a segment is as small before as in the smallest of the months before that have it.</summary>
    public SegmentedMonths By(IReadOnlyList<string> attributes)
    {
        var segments = new Segmentation(attributes);
        var ofAfter = Of(After);
        var ofBefore = Before.Select(Of).ToArray();
        var count = segments.Keys.Count;
        var after = SegmentTables.Sizes(Chain, After, ofAfter, count);
        var before = new CellSize[count];
        for (var i = 0; i < Before.Count; i++)
        {
            var sizes = SegmentTables.Sizes(Chain, Before[i], ofBefore[i], count);
            for (var segment = 0; segment < count; segment++)
                before[segment] = i == 0 ? sizes[segment] : CellSize.Smaller(before[segment], sizes[segment]);
        }

        return new(segments, [.. before.Zip(after, (first, second) => new CellSizes(first, second))], ofBefore, ofAfter);

        int[] Of(ConsumerMonth month) => segments.Of(month, ColumnsOf(attributes, month.Month));
    }

    internal IReadOnlyList<AttributeColumn> ColumnsOf(IReadOnlyList<string> attributes, Month month) => [.. attributes.Select(name => Attribute(name, month))];
}

/// <summary>The segments of a mover.</summary>
/// <param name="Segments">Their keys.</param>
/// <param name="Sizes">Who stand behind each.</param>
/// <param name="OfBefore">By month before, the segment of every consumer.</param>
/// <param name="OfAfter">The segment of every consumer.</param>
public sealed record SegmentedMonths(Segmentation Segments, CellSizes[] Sizes, int[][] OfBefore, int[] OfAfter);
