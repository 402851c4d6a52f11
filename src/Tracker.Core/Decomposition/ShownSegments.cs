using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>The segments of a mover as they may be shown: those that stand for themselves, and the others as one row, the last.</summary>
public sealed record ShownSegments
{
    private readonly int[] rows;

    /// <param name="mover">The mover.</param>
    /// <param name="months">Its segments.</param>
    /// <param name="merged">For each segment whether it is merged.</param>
    internal ShownSegments(SegmentedMover mover, SegmentedMonths months, IReadOnlyList<bool> merged)
    {
        (Mover, Months, Merged) = (mover, months, merged);
        rows = SegmentTables.Rows(merged);
        Count = rows.Max() + 1;
        var keys = new SegmentKey[Count];
        for (var segment = 0; segment < merged.Count; segment++)
        {
            if (!merged[segment])
                keys[rows[segment]] = months.Keys[segment];
        }

        if (HasOther)
            keys[^1] = SegmentKey.OtherOf(Attributes.Count, keys[..^1]);
        Keys = keys;
    }

    public IReadOnlyList<string> Attributes => Months.Segments.Attributes;

    /// <summary>For each segment whether it is merged.</summary>
    public IReadOnlyList<bool> Merged { get; }

    /// <summary>How many of them are merged because they are small by themselves, with what it takes to hide them; the others because of what is published beside.</summary>
    public int SmallAlone { get; init; }

    /// <summary>Rows of the table that is decomposed.</summary>
    public int Count { get; }

    /// <summary>Of the rows.</summary>
    public IReadOnlyList<SegmentKey> Keys { get; }

    /// <summary>The rows that are shown one by one; null where all are.</summary>
    public IReadOnlySet<SegmentKey>? Displayed { get; init; }

    /// <summary>How the attributes were chosen: asked, drivers, or strength.</summary>
    public string ChosenBy { get; init; } = "asked";

    /// <summary>Whether the refunds of every row are shown beside those of the whole; without refunds there is nothing to hide.</summary>
    public bool HasRefundsByRow { get; init; }

    internal SegmentedMover Mover { get; }

    internal SegmentedMonths Months { get; }

    private bool HasOther => Merged.Contains(true);

    /// <summary>The table of two months.</summary>
    /// <param name="before">Sums by row.</param>
    /// <param name="after">Sums by row.</param>
    internal SegmentTable Table(double[][] before, double[][] after) => new(
        Attributes, Mover.Chain, [.. Keys.Select((key, i) => new SegmentRow(key, before[i], after[i], HasOther && i == Keys.Count - 1))]);

    /// <summary>The split of a table of these segments, as it is shown.</summary>
    internal ChangeDecomposition Split(SegmentTable table) => AsShown(ChangeSplit.Of(table));

    /// <summary>A split by the rows, as it is shown.</summary>
    internal ChangeDecomposition AsShown(ChangeDecomposition rows)
    {
        var split = Mover.Chain.HasRefunds && !HasRefundsByRow ? rows.WithRefundsApart() : rows;
        return Displayed is null ? split : split.Shown(Displayed);
    }

    /// <summary>The rows of the consumers in a month that was numbered.</summary>
    internal int[] RowsOf(int[] segments) => SegmentTables.Through(segments, rows);

    /// <summary>The rows of the consumers in any month; those in segments that are nowhere in the months of the mover are in none.</summary>
    internal int[] RowsIn(ConsumerMonth month)
    {
        var segments = Months.Segments.Of(month, Mover.ColumnsOf(Attributes, month.Month));
        return RowsOf([.. segments.Select(segment => segment < rows.Length ? segment : Segmentation.Absent)]); // those met later are beyond
    }

    /// <summary>The sums of a month by row, one for each of the chain's columns.</summary>
    internal double[][] Sums(ConsumerMonth month, int[] rowOf) => SegmentTables.Sums(SegmentTables.Amounts(Mover.Chain, month), rowOf, Count);

    /// <summary>A month of the history by row.</summary>
    internal SegmentMonth[] History(ConsumerMonth month)
    {
        var rowOf = RowsIn(month);
        var consumers = new int[Count];
        foreach (var row in rowOf.Where(row => row >= 0))
            consumers[row]++;
        return [.. Sums(month, rowOf).Select((sums, row) => new SegmentMonth(sums, consumers[row]))];
    }
}
