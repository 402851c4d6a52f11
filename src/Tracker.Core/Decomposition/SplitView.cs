namespace Tracker.Core.Decomposition;

/// <summary>Another form of the split of a table, for comparison with reports that use it.</summary>
public sealed record SplitView
{
    public required double Before { get; init; }

    public required double After { get; init; }

    public double Change => After - Before;

    public required double Structural { get; init; }

    public required double Behavioural { get; init; }

    /// <summary>What mix and rate do together; 0 in a form that does not tell it apart.</summary>
    public double Interaction { get; init; }

    public double Residual => Change - (Structural + Behavioural + Interaction);

    /// <summary>By size of their total, ties by key.</summary>
    public required IReadOnlyList<SplitViewPart> Segments { get; init; }

    /// <summary>The sum of the segments' parts; in the two-way form it is not the part of the whole.</summary>
    public double StructuralOfSegments => Segments.Sum(part => part.Structural);

    /// <inheritdoc cref="StructuralOfSegments"/>
    public double BehaviouralOfSegments => Segments.Sum(part => part.Behavioural);

    /// <summary>The <see cref="ThreefoldSplit"/> of numerator over denominator.</summary>
    /// <param name="table">Of <see cref="MetricChain.Ratio"/>.</param>
    public static SplitView Threefold(SegmentTable table)
    {
        var rows = table.Rows.OrderBy(row => row.Key).ToArray();
        var split = MixRate.Of(Changes(rows));
        var parts = ThreefoldSplit.BySegment(split);
        var whole = ThreefoldSplit.Of(split);
        return new()
        {
            Before = split.Before,
            After = split.After,
            Structural = whole.Structural,
            Behavioural = whole.Behavioural,
            Interaction = whole.Interaction,
            Segments = BySize(rows.Select((row, i) => new SplitViewPart(row.Key, parts[i].Structural, parts[i].Behavioural, parts[i].Interaction, split.Segments[i].Status))),
        };
    }

    /// <summary>The <see cref="TwoWaySplit"/> of the numerator.</summary>
    /// <inheritdoc cref="Threefold"/>
    public static SplitView TwoWay(SegmentTable table)
    {
        var rows = table.Rows.OrderBy(row => row.Key).ToArray();
        var changes = Changes(rows);
        var whole = TwoWaySplit.Of(changes);
        return new()
        {
            Before = changes.Sum(row => row.NumeratorBefore),
            After = changes.Sum(row => row.NumeratorAfter),
            Structural = whole.Structural,
            Behavioural = whole.Behavioural,
            Segments = BySize(rows.Zip(changes, (row, change) => PartOf(row.Key, change))),
        };
    }

    private static RateChange[] Changes(SegmentRow[] rows) => [.. rows.Select(row => new RateChange(row.Before[1], row.Before[0], row.After[1], row.After[0]))];

    private static SplitViewPart PartOf(SegmentKey key, RateChange change)
    {
        var part = TwoWaySplit.Of(change);
        return new(key, part.Structural, part.Behavioural, 0, StatusOf(change));
    }

    private static SegmentStatus StatusOf(RateChange change) => change switch
    {
        { DenominatorBefore: > 0, DenominatorAfter: > 0 } => SegmentStatus.Both,
        { DenominatorAfter: > 0 } => SegmentStatus.New,
        _ => SegmentStatus.Gone,
    };

    private static SplitViewPart[] BySize(IEnumerable<SplitViewPart> parts) =>
        [.. parts.OrderByDescending(part => Math.Abs(part.Total)).ThenBy(part => part.Segment)];
}

/// <summary>A segment in another form of the split.</summary>
public readonly record struct SplitViewPart(SegmentKey Segment, double Structural, double Behavioural, double Interaction, SegmentStatus Status)
{
    public double Total => Structural + Behavioural + Interaction;
}
