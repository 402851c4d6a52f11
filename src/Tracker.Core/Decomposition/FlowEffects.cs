using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>The change of a metric with those who joined and those who left kept apart: <c>Change = Scale + Joined + Left + Structural + Behavioural + Refunds</c>.</summary>
/// <param name="Scale">From the number of people, at what they spend net of refunds; 0 for a ratio.</param>
/// <param name="Joined">From consumers who are in the second month alone.</param>
/// <param name="Left">From consumers who are in the first month alone.</param>
/// <param name="Structural">From the mix of those who stayed.</param>
/// <param name="Behavioural">From what those who stayed do, with how that moves the shares of a denominator that is not people.</param>
/// <param name="Refunds">From numerators without a denominator; what was given back is part of the others.</param>
/// <param name="ConsumersJoined">Unweighted.</param>
/// <param name="ConsumersLeft">Unweighted.</param>
/// <param name="ConsumersStayed">Unweighted.</param>
public sealed record FlowEffects(
    double Scale, double Joined, double Left, double Structural, double Behavioural, double Refunds, int ConsumersJoined, int ConsumersLeft, int ConsumersStayed)
{
    /// <summary>
    /// The split of a metric over the segments of three groups: those who stayed, who are gone and who are new. The mix of the last two is what came of them,
    /// whatever their segment. Spend is net of refunds.
    /// </summary>
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
        var net = new MetricChain { Chain = [chain.Chain[0], ChainSum.Numerator], Factors = [], IsTotal = chain.IsTotal, HasActivity = chain.HasActivity };
        var split = NestedSplit.Of(net, Sums(chain, consumers, groups)).WithoutRounding();
        return new(
            split.Scale, Mix(New), Mix(Gone), Mix(Stayed), split.Behavioural, split.Refunds, sizes[New].After.Consumers, sizes[Gone].Before.Consumers,
            sizes[Stayed].After.Consumers);

        double Mix(int group) => split.Segments.Skip(group * consumers.Segments).Take(consumers.Segments).Sum(segment => segment.Structural);
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

    /// <summary>As <see cref="NestedSplit.Of"/> takes them, by group and segment: the denominator, the net numerator, and with activity the people.</summary>
    private static double[] Sums(MetricChain chain, ConsumerChanges consumers, int[] groups)
    {
        var last = chain.Chain.Count - 1;
        return [.. Of(consumers.Before, consumers.SegmentBefore).Zip(Of(consumers.After, consumers.SegmentAfter)).SelectMany(pair => Net(pair.First).Concat(Net(pair.Second)))];

        double[][] Of(double[][] amounts, int[] segments) => SegmentTables.Sums(
            amounts, [.. segments.Select((segment, i) => segment < 0 ? segment : groups[i] * consumers.Segments + segment)], 3 * consumers.Segments);

        IEnumerable<double> Net(double[] sums) =>
            [sums[0], sums[last] - (chain.HasRefunds ? sums[last + 1] : 0), .. chain.HasActivity ? (double[])[sums[^1]] : []];
    }
}
