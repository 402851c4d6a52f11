using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>Splits the change of a mover between a reference month and the month explained.</summary>
public static class MonthSplit
{
    /// <param name="question">What is asked.</param>
    /// <param name="before">The reference month.</param>
    /// <param name="cancellation">Stops between parts of the panel.</param>
    /// <returns>Null where nothing but the total may be shown: refused.</returns>
    /// <exception cref="ArgumentException">A month has no denominator.</exception>
    public static MoverSplit? Of(MoverQuestion question, ConsumerMonth before, CancellationToken cancellation = default)
    {
        if (SegmentSelection.Of(question, [before], before, one => one.Split(Table(one, Consumers(one)))) is not { } shown)
            return null;
        var consumers = Consumers(shown);
        var table = Table(shown, consumers);
        var split = shown.Split(table);
        var draws = PairedBootstrap.Draw(consumers, PairedBootstrap.UsualDraws, question.Seed, cancellation);
        var intervals = PairedBootstrap.Intervals(split, table, PopulationDraws.Of(table, draws));
        var flow = FlowEffects.Of(question.Chain, before, question.After, consumers, question.Least);
        return new(shown, intervals?.Decomposition ?? split, intervals, flow);

        ConsumerChanges Consumers(ShownSegments segments) => new()
        {
            Segments = segments.Count,
            SegmentBefore = segments.RowsOf(segments.Months.OfBefore[0]),
            SegmentAfter = segments.RowsOf(segments.Months.OfAfter),
            Before = SegmentTables.Amounts(question.Chain, before),
            After = SegmentTables.Amounts(question.Chain, question.After),
        };

        static SegmentTable Table(ShownSegments segments, ConsumerChanges of) => segments.Table(
            SegmentTables.Sums(of.Before, of.SegmentBefore, of.Segments), SegmentTables.Sums(of.After, of.SegmentAfter, of.Segments));
    }
}
