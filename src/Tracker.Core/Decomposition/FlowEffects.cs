using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>The change of a metric with those who joined and those who left kept apart: <c>Change = Scale + Joined + Left + Structural + Behavioural + Refunds</c>.</summary>
/// <param name="Scale">From the number of people; 0 for a ratio.</param>
/// <param name="Joined">From consumers who are in the second month alone.</param>
/// <param name="Left">From consumers who are in the first month alone.</param>
/// <param name="Structural">From the mix of those who stayed.</param>
/// <param name="Behavioural">From what those who stayed do.</param>
/// <param name="Refunds">From numerators without a denominator; what was given back is part of the others.</param>
/// <param name="ConsumersJoined">Unweighted.</param>
/// <param name="ConsumersLeft">Unweighted.</param>
/// <param name="ConsumersStayed">Unweighted.</param>
public sealed record FlowEffects(
    double Scale, double Joined, double Left, double Structural, double Behavioural, double Refunds, int ConsumersJoined, int ConsumersLeft, int ConsumersStayed)
{
    /// <summary>The <see cref="FlowSplit"/> of a metric by the rows of a table.</summary>
    /// <param name="chain">What the columns are.</param>
    /// <param name="before">The first month.</param>
    /// <param name="after">The second.</param>
    /// <param name="consumers">Their amounts and rows.</param>
    /// <param name="least">k.</param>
    /// <returns>Null where those who joined, left or stayed are so few that their part would tell of them.</returns>
    public static FlowEffects? Of(MetricChain chain, ConsumerMonth before, ConsumerMonth after, ConsumerChanges consumers, int least)
    {
        var groups = Groups(before, after);
        var sizes = SegmentTables.Sizes(chain, before, groups, 3).Zip(SegmentTables.Sizes(chain, after, groups, 3), (first, second) => new CellSizes(first, second)).ToArray();
        if (sizes.Any(size => size.IsSmall(least)))
            return null;
        var rows = new RateChange[3][];
        for (var group = 0; group < 3; group++)
            rows[group] = Rows(chain, consumers, groups, group);
        var split = FlowSplit.Of(rows[Stayed], rows[Gone], rows[New]);
        var (peopleBefore, peopleAfter) = (Total(rows, row => row.DenominatorBefore), Total(rows, row => row.DenominatorAfter));
        var size = chain.IsTotal ? (peopleBefore + peopleAfter) / 2 : 1;
        var mean = (Total(rows, row => row.NumeratorBefore) / peopleBefore + Total(rows, row => row.NumeratorAfter) / peopleAfter) / 2;
        return new(
            chain.IsTotal ? (peopleAfter - peopleBefore) * mean : 0, size * split.Joined, size * split.Left, size * split.Structural, size * split.Behavioural,
            size * split.Refunds, sizes[New].After.Consumers, sizes[Gone].Before.Consumers, sizes[Stayed].After.Consumers);
    }

    private const int Stayed = 0;
    private const int Gone = 1;
    private const int New = 2;

    private static int[] Groups(ConsumerMonth before, ConsumerMonth after)
    {
        var groups = new int[after.Weights.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = (before.IsActive(i), after.IsActive(i)) switch
            {
                (true, true) => Stayed,
                (true, false) => Gone,
                (false, true) => New,
                _ => Segmentation.Absent,
            };
        }

        return groups;
    }

    private static RateChange[] Rows(MetricChain chain, ConsumerChanges consumers, int[] groups, int group)
    {
        var last = chain.Chain.Count - 1;
        var (before, after) = (Sums(consumers.Before, consumers.SegmentBefore), Sums(consumers.After, consumers.SegmentAfter));
        return [.. before.Zip(after, (first, second) => new RateChange(Net(first), first[0], Net(second), second[0]))];

        double[][] Sums(double[][] amounts, int[] segments) =>
            SegmentTables.Sums(amounts, [.. segments.Select((segment, i) => groups[i] == group ? segment : Segmentation.Absent)], consumers.Segments);

        double Net(double[] sums) => sums[last] - (chain.HasRefunds ? sums[last + 1] : 0);
    }

    private static double Total(RateChange[][] rows, Func<RateChange, double> part) => rows.Sum(group => group.Sum(part));
}
