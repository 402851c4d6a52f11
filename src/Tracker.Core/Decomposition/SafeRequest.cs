namespace Tracker.Core.Decomposition;

/// <summary>A new request beside what has been published of the same mover.</summary>
public static class SafeRequest
{
    /// <summary>
    /// The request with as little merged as keeps everything small from being computed from it and the results before: first what is small by
    /// itself, then, as long as the audit finds something, the smallest shown segment that it lies in, or else the smallest of all.
    /// </summary>
    /// <param name="cells">Sizes of the base cells.</param>
    /// <param name="keys">Of the segments of the request.</param>
    /// <param name="wanted">For each base cell the segment of the request it is in.</param>
    /// <param name="published">The results before.</param>
    /// <param name="least">k.</param>
    /// <returns>What may be published; null where that would be nothing but the total: refused.</returns>
    public static PublishedTable? Of(
        IReadOnlyList<CellSizes> cells,
        IReadOnlyList<SegmentKey> keys,
        IReadOnlyList<int> wanted,
        IReadOnlyList<PublishedTable> published,
        int least = SmallCells.UsualLeast)
    {
        var sizes = new CellSizes[keys.Count];
        for (var cell = 0; cell < cells.Count; cell++)
            sizes[wanted[cell]] += cells[cell];
        var merged = SmallCells.Merged(sizes, keys, least);
        while (merged is not null && merged.Contains(false))
        {
            var table = new PublishedTable(wanted, merged);
            if (DisclosureAudit.Recovered(cells, [.. published, table], least) is not { } found)
                return table;
            var shown = Enumerable.Range(0, keys.Count).Where(i => !merged[i]).OrderBy(i => sizes[i].Consumers).ThenBy(i => keys[i]).ToArray();
            var within = found.Select(cell => wanted[cell]).ToHashSet();
            merged[shown.FirstOrDefault(within.Contains, shown[0])] = true;
            merged = SmallCells.Merged(sizes, keys, least, merged);
        }

        return null;
    }
}
