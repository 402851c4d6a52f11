using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>Which segments of a mover are shown: those of the attributes asked for, or of as many of the strongest as may be.</summary>
internal static class SegmentSelection
{
    /// <param name="question">What is asked.</param>
    /// <param name="before">The months that decide what is small beside the one explained.</param>
    /// <param name="compare">The month that the strength of attributes is measured against.</param>
    /// <param name="split">The split by some segments, which tells which of many are shown.</param>
    /// <returns>Null where nothing but the total, or not even that, may be shown: refused.</returns>
    public static ShownSegments? Of(
        MoverQuestion question, IReadOnlyList<ConsumerMonth> before, ConsumerMonth compare, Func<ShownSegments, ChangeDecomposition?> split)
    {
        var mover = question.Against(before);
        if (question.Asked is { } asked)
            return Safe(question, mover, asked, split);
        var columns = mover.ColumnsOf(question.Known, question.After.Month);
        var contributors = mover.By([]).After.Sum(size => size.Contributors);
        var chosen = Choose(question.Drivers);
        var chosenBy = chosen.Count > 0 ? "drivers" : "strength";
        if (chosen.Count == 0)
            chosen = Choose(AttributeStrength.Ranked(question.Metric, compare, question.After, columns));
        for (var count = chosen.Count; count >= 0; count--)
        {
            if (Safe(question, mover, [.. chosen.Take(count)], split) is { } shown)
                return shown with { ChosenBy = chosenBy };
        }

        return null;

        IReadOnlyList<string> Choose(IReadOnlyList<AttributeStrength> ranked) => AttributeStrength.Choose(ranked, columns, question.After, contributors);
    }

    private static ShownSegments? Safe(MoverQuestion question, SegmentedMover mover, IReadOnlyList<string> attributes, Func<ShownSegments, ChangeDecomposition?> split)
    {
        var months = mover.By(attributes);
        var keys = months.Keys;
        if (SmallCells.Merged(months.Sizes, keys, question.Least) is not { } small)
            return null;
        var shown = new ShownSegments(mover, months, small) { SmallAlone = small.Count(one => one) };
        if (shown.Count > ChangeSplit.MostShown && split(shown) is { } whole)
            shown = shown with { Displayed = whole.Shown().Segments.Where(part => part.Status != SegmentStatus.Other).Select(part => part.Segment).ToHashSet() };
        var cells = RequestCells.Of(mover, months, [.. question.Earlier.Where(one => one.Attributes.All(question.Known.Contains))]);
        if (question.Least >= SmallCells.UsualLeast)
        {
            var summed = shown.Displayed is null ? null : keys.Select(key => !shown.Displayed.Contains(key)).ToArray();
            if (SafeRequest.Of(cells.Base.Before, cells.Base.After, keys, cells.Wanted, cells.Tables, SmallCells.UsualLeast, cells.Elsewhere, small, summed) is not { } safe)
                return null;
            shown = new(mover, months, safe.Merged) { Displayed = shown.Displayed, SmallAlone = shown.SmallAlone };
        }

        return shown with { HasRefundsByRow = SafeRefunds.ByRow(shown, cells, question.Least) };
    }
}
