using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Core.Drivers;

/// <summary>The change of a metric of a sector as drivers explain it.</summary>
/// <param name="Consumers">Those of both months, weighted by the mean of the two weights: the weighted mean of their changes is the change per consumer, of a ratio the change of theirs.</param>
/// <param name="Panel">Their part of the change of the whole panel.</param>
public sealed record MetricChange(AttributedChanges Consumers, PanelChange Panel)
{
    /// <param name="metric">What changed.</param>
    /// <param name="chain">Of the metric: who counts when values must not tell of few.</param>
    /// <param name="before">The reference month.</param>
    /// <param name="after">The month.</param>
    /// <param name="attributes">As they are in the month.</param>
    /// <param name="least">k, for those who joined and left.</param>
    /// <returns>Null where a ratio of the consumers of both months has nothing to divide by.</returns>
    public static MetricChange? Of(
        Metric metric, MetricChain chain, ConsumerMonth before, ConsumerMonth after, IReadOnlyList<AttributeColumn> attributes, int least)
    {
        int[] stayed = [.. Enumerable.Range(0, after.Weights.Length).Where(i => before.IsActive(i) && after.IsActive(i))];
        double[] weights = [.. stayed.Select(i => (before.Weights[i] + after.Weights[i]) / 2)];
        var changes = new AttributedChanges
        {
            Change = [],
            Weights = weights,
            Attributes = [.. attributes.Select(column => column.Of(stayed))],
            Bought = [.. stayed.Select(i => (before.Cells[i].IsBuyer, after.Cells[i].IsBuyer))],
            Sizes = Sizes(chain, before, after, stayed),
        };
        var (here, panel) = metric.Denominator is { } denominator
            ? OfRatio(metric.Numerator, denominator, before, after, stayed, changes)
            : OfMeasure(metric.Numerator, before, after, stayed, changes);
        if (here is null)
            return null;
        var alone = Alone(chain, before, after).IsSmall(least) || Alone(chain, after, before).IsSmall(least);
        return new(here, alone ? panel with { Joined = null, Left = null, Reweighted = null } : panel);
    }

    private static (AttributedChanges, PanelChange) OfMeasure(
        Measure measure, ConsumerMonth before, ConsumerMonth after, int[] stayed, AttributedChanges changes)
    {
        double[] first = [.. stayed.Select(i => before.Cells[i].Of(measure))], second = [.. stayed.Select(i => after.Cells[i].Of(measure))];
        double[] change = [.. second.Zip(first, (late, early) => late - early)];
        var (all0, all1) = (Total(before, measure), Total(after, measure));
        var (stayed0, stayed1) = (Total(before, measure, stayed), Total(after, measure, stayed));
        var own = change.Zip(changes.Weights!, (one, weight) => one * weight).Sum();
        return (
            changes with { Change = change, Before = first, After = second },
            new(all0, all1, own, all1 - stayed1, stayed0 - all0, stayed1 - stayed0 - own));
    }

    private static (AttributedChanges?, PanelChange) OfRatio(
        Measure numerator, Measure denominator, ConsumerMonth before, ConsumerMonth after, int[] stayed, AttributedChanges changes)
    {
        var (first, second) = (Parts(before), Parts(after));
        var (all0, all1) = (Ratio(before, null), Ratio(after, null));
        var (stayed0, stayed1) = (Ratio(before, stayed), Ratio(after, stayed));
        var panel = new PanelChange(all0, all1, stayed1 - stayed0, all1 - stayed1, stayed0 - all0, 0);
        if (!double.IsFinite(stayed0) || !double.IsFinite(stayed1) || !double.IsFinite(all0) || !double.IsFinite(all1))
            return (null, panel);
        var weights = changes.Weights!;
        var mean = weights.Average();
        return (
            changes with
            {
                // The sums are weighted already; the weights of the ranking are taken out, so that its weighted mean is the plain one.
                Change = [.. RatioChange.Of(first, second).Zip(weights, (one, weight) => one * mean / weight)],
                Before = [.. first.Zip(weights, (part, weight) => part.A / weight)],
                After = [.. second.Zip(weights, (part, weight) => part.A / weight)],
                BeforeBase = [.. first.Zip(weights, (part, weight) => part.B / weight)],
                AfterBase = [.. second.Zip(weights, (part, weight) => part.B / weight)],
            },
            panel);

        (double A, double B)[] Parts(ConsumerMonth month) =>
            [.. stayed.Select(i => (month.Weights[i] * month.Cells[i].Of(numerator), month.Weights[i] * month.Cells[i].Of(denominator)))];

        double Ratio(ConsumerMonth month, int[]? of) => Total(month, numerator, of) / Total(month, denominator, of);
    }

    private static double Total(ConsumerMonth month, Measure measure, IEnumerable<int>? of = null) =>
        (of ?? Enumerable.Range(0, month.Weights.Length)).Sum(i => month.Weights[i] == 0 ? 0 : month.Weights[i] * month.Cells[i].Of(measure));

    private static CellSizes[] Sizes(MetricChain chain, ConsumerMonth before, ConsumerMonth after, int[] stayed)
    {
        var places = new int[after.Weights.Length];
        Array.Fill(places, Segmentation.Absent);
        for (var i = 0; i < stayed.Length; i++)
            places[stayed[i]] = i;
        return
        [
            .. SegmentTables.Sizes(chain, before, places, stayed.Length)
                .Zip(SegmentTables.Sizes(chain, after, places, stayed.Length), (first, second) => new CellSizes(first, second)),
        ];
    }

    /// <summary>Those who are in one month and not in the other.</summary>
    private static CellSize Alone(MetricChain chain, ConsumerMonth month, ConsumerMonth other)
    {
        int[] places = [.. Enumerable.Range(0, month.Weights.Length).Select(i => month.IsActive(i) && !other.IsActive(i) ? 0 : Segmentation.Absent)];
        return SegmentTables.Sizes(chain, month, places, 1)[0];
    }
}
