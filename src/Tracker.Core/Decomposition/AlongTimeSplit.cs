using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>Splits the change of a mover over several months as the sum of the splits of consecutive ones, so that parts add along time
/// (<see cref="TimeChain"/>). The segments are the same in all months; nothing is drawn.</summary>
public static class AlongTimeSplit
{
    /// <param name="question">What is asked.</param>
    /// <param name="before">The reference month and all that follow it to the month explained, in their order.</param>
    /// <returns>Null where nothing but the total may be shown: refused.</returns>
    /// <exception cref="ArgumentException">A month has no denominator.</exception>
    public static MoverSplit? Of(MoverQuestion question, IReadOnlyList<ConsumerMonth> before) =>
        SegmentSelection.Of(question, before, before[0], Split) is { } shown ? new(shown, Split(shown), null, null) : null;

    private static ChangeDecomposition Split(ShownSegments shown)
    {
        double[][][] sums =
        [
            .. shown.Mover.Before.Select((month, i) => shown.Sums(month, shown.RowsOf(shown.Months.OfBefore[i]))),
            shown.Sums(shown.Mover.After, shown.RowsOf(shown.Months.OfAfter)),
        ];
        return shown.AsShown(TimeChain.Sum([.. sums.Zip(sums.Skip(1), (first, second) => ChangeSplit.Of(shown.Table(first, second)))]));
    }
}
