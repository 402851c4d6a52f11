namespace Tracker.Core.Decomposition;

/// <summary>A new request beside what has been published of the same mover.</summary>
public static class SafeRequest
{
    /// <summary>
    /// The request with as little merged as keeps everything small from being computed from it and the results before: first what is small by
    /// itself, then, as long as the audit of any month finds something, the smallest shown segment that it lies in, or else the smallest of all. What the results
    /// before give away without it, on older data, cannot be taken back and does not speak against it.
    /// </summary>
    /// <param name="before">By month before, sizes of the base cells.</param>
    /// <param name="after">Sizes of the base cells in the month explained.</param>
    /// <param name="keys">Of the segments of the request.</param>
    /// <param name="wanted">For each base cell the segment of the request it is in.</param>
    /// <param name="published">The results before.</param>
    /// <param name="least">k.</param>
    /// <param name="elsewhere">Results against another reference: they say of the month after alone.</param>
    /// <param name="merge">Segments of the request that are merged in any case.</param>
    /// <param name="summed">Segments that the display limit sums with what is merged: they are not published one by one.</param>
    /// <returns>What may be published, the summed ones not merged; null where that would be nothing but the total: refused.</returns>
    public static PublishedTable? Of(
        IReadOnlyList<IReadOnlyList<CellSize>> before,
        IReadOnlyList<CellSize> after,
        IReadOnlyList<SegmentKey> keys,
        IReadOnlyList<int> wanted,
        IReadOnlyList<PublishedTable> published,
        int least = SmallCells.UsualLeast,
        IReadOnlyList<PublishedTable>? elsewhere = null,
        IReadOnlyList<bool>? merge = null,
        IReadOnlyList<bool>? summed = null)
    {
        var sizes = SizesOf(before, after, keys.Count, wanted);
        (IReadOnlyList<CellSize> Cells, PublishedTable[] Beside)[] months =
            [.. before.Select(month => (month, published.ToArray())), (after, [.. published, .. elsewhere ?? []])];
        var known = months.Select(month => DisclosureAudit.Recovered(month.Cells, month.Beside, least, month.Beside.Length).Select(Name).ToHashSet()).ToArray();
        var order = Enumerable.Range(0, keys.Count).OrderBy(i => sizes[i].Consumers).ThenBy(i => keys[i]).ToArray();
        var merged = SmallCells.Merged(sizes, keys, least, merge);
        while (merged is not null && order.Any(IsShown))
        {
            var table = new PublishedTable(wanted, [.. order.Order().Select(i => !IsShown(i))]);
            var found = months.SelectMany((month, i) =>
                DisclosureAudit.Recovered(month.Cells, [.. month.Beside, table], least, month.Beside.Length).Where(set => !known[i].Contains(Name(set)))).ToArray();
            if (found.Length == 0)
                return new(wanted, merged);
            Hide(found);
            merged = SmallCells.Merged(sizes, keys, least, merged);
        }

        return null;

        bool IsShown(int segment) => !merged[segment] && summed?[segment] != true;

        // Of what is found only what the segments merged before it leave: rows that are summed tell less, never more.
        void Hide(IReadOnlyList<int>[] found)
        {
            var hidden = new HashSet<int>();
            foreach (var within in found.Select(set => set.Select(cell => wanted[cell]).ToHashSet()).Where(within => !within.Overlaps(hidden)))
            {
                if (Array.FindIndex(order, segment => IsShown(segment) && within.Contains(segment)) is >= 0 and var at)
                    hidden.Add(order[at]);
            }

            if (hidden.Count == 0)
                hidden.Add(order.First(IsShown));
            foreach (var segment in hidden)
                merged[segment] = true;
        }
    }

    private static string Name(IReadOnlyList<int> set) => string.Join(',', set);

    private static CellSizes[] SizesOf(IReadOnlyList<IReadOnlyList<CellSize>> before, IReadOnlyList<CellSize> after, int segments, IReadOnlyList<int> wanted)
    {
        var ofBefore = before.Select(Sums).ToArray();
        return [.. Sums(after).Select((size, segment) => new CellSizes(ofBefore.Select(month => month[segment]).Aggregate(CellSize.Smaller), size))];

        CellSize[] Sums(IReadOnlyList<CellSize> cells)
        {
            var sums = new CellSize[segments];
            for (var cell = 0; cell < cells.Count; cell++)
                sums[wanted[cell]] += cells[cell];
            return sums;
        }
    }
}
