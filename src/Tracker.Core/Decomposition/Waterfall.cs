namespace Tracker.Core.Decomposition;

/// <summary>What a bar of a waterfall stands for.</summary>
public enum WaterfallStep
{
    /// <summary>The metric in the reference: the first bar.</summary>
    Before,

    /// <summary>The part of the number of people.</summary>
    Scale,

    /// <summary>One segment, without its refunds.</summary>
    Segment,

    /// <summary>Segments that are summed, without their refunds.</summary>
    Other,

    /// <summary>The refunds of all segments.</summary>
    Refunds,

    /// <summary>The metric in the month: the last bar.</summary>
    After,
}

/// <summary>A bar of a waterfall, in the metric's unit.</summary>
/// <param name="Step">What it stands for.</param>
/// <param name="From">Where it begins; 0 for the first and the last.</param>
/// <param name="Structural">Of a segment, from who is there; else 0.</param>
/// <param name="Behavioural">Of a segment, from how they behave, which begins where the structural part ends; else 0.</param>
/// <param name="Whole">What the bar adds: of a segment its two parts; of the first and the last the metric.</param>
/// <param name="Segment">Null where it stands for none.</param>
public sealed record WaterfallBar(WaterfallStep Step, double From, double Structural, double Behavioural, double Whole, SegmentPart? Segment)
{
    /// <summary>Where it ends.</summary>
    public double To => From + Whole;
}

/// <summary>A decomposition as bars that lead from one total to the other: the bars between the first and the last sum to the change, up to its residual.</summary>
public static class Waterfall
{
    /// <summary>Totals first and last, between them scale, the segments by size, those that are summed, and refunds; parts that are 0 as a whole have no bar.</summary>
    public static IReadOnlyList<WaterfallBar> Of(ChangeDecomposition split)
    {
        var bars = new List<WaterfallBar> { new(WaterfallStep.Before, 0, 0, 0, split.Before, null) };
        var level = split.Before;
        Add(WaterfallStep.Scale, 0, 0, split.Scale, null);
        foreach (var part in split.Segments.OrderBy(part => part.Status == SegmentStatus.Other))
            Add(part.Status == SegmentStatus.Other ? WaterfallStep.Other : WaterfallStep.Segment, part.Structural, part.Behavioural, part.Structural + part.Behavioural, part);
        Add(WaterfallStep.Refunds, 0, 0, split.Refunds, null);
        bars.Add(new(WaterfallStep.After, 0, 0, 0, split.After, null));
        return bars;

        void Add(WaterfallStep step, double structural, double behavioural, double whole, SegmentPart? part)
        {
            if (structural == 0 && behavioural == 0 && whole == 0)
                return;
            bars.Add(new(step, level, structural, behavioural, whole, part));
            level += whole;
        }
    }
}
