using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Jobs;

/// <summary>A sector in the months of a request, by the segments of its attributes: all that is decomposed and all that decides what is shown.</summary>
internal sealed class SegmentedMover
{
    /// <summary>The month that is explained.</summary>
    public required ConsumerMonth After { get; init; }

    /// <summary>The reference month; against what was expected the months whose level it rests on.</summary>
    public required IReadOnlyList<ConsumerMonth> Before { get; init; }

    /// <summary>The attributes as they are in a month.</summary>
    public required Func<string, Month, AttributeColumn> Attribute { get; init; }

    public required MetricChain Chain { get; init; }

    /// <summary>The segments of some attributes: their keys, how many stand behind each, and the number of every consumer's in each month.</summary>
    public (Segmentation Segments, CellSizes[] Sizes, int[] OfAfter, int[][] OfBefore) By(IReadOnlyList<string> attributes)
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
                before[segment] = i == 0 ? sizes[segment] : Smaller(before[segment], sizes[segment]);
        }

        return (segments, [.. before.Zip(after, (first, second) => new CellSizes(first, second))], ofAfter, ofBefore);

        int[] Of(ConsumerMonth month) => segments.Of(month, [.. attributes.Select(name => Attribute(name, month.Month))]);
    }

    /// <summary>What is small in either is small in it; a month with nobody says nothing.</summary>
    private static CellSize Smaller(CellSize one, CellSize other)
    {
        var largest = one.LargestSpend * other.Spend >= other.LargestSpend * one.Spend ? one : other;
        return new(Least(one.Consumers, other.Consumers), Least(one.Contributors, other.Contributors), largest.Spend, largest.LargestSpend);

        static int Least(int left, int right) => left == 0 ? right : right == 0 ? left : Math.Min(left, right);
    }
}
