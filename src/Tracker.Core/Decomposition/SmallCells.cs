namespace Tracker.Core.Decomposition;

/// <summary>Merges segments before they are decomposed, so that nothing published tells of fewer than k consumers.</summary>
public static class SmallCells
{
    /// <summary>k: cells of 1 to 10 are small.</summary>
    public const int UsualLeast = 11;

    /// <summary>
    /// Which segments stand in <c>other</c>: the small ones and, smallest first, as many more as it takes that <c>other</c> is itself not small
    /// and holds at least two, for the total less everything shown is known to everybody.
    /// </summary>
    /// <param name="cells">Sizes of the segments, in the order of <paramref name="keys"/>.</param>
    /// <param name="keys">Break ties of size, so that the order of the segments changes nothing.</param>
    /// <param name="least">k; 0 or 1 merges nothing.</param>
    /// <param name="merged">Segments that are to be in it in any case.</param>
    /// <returns>For each segment whether it is merged; null where even all of them together are small, so that nothing may be published.</returns>
    public static bool[]? Merged(
        IReadOnlyList<CellSizes> cells, IReadOnlyList<SegmentKey> keys, int least = UsualLeast, IReadOnlyList<bool>? merged = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(least);
        bool[] other = [.. cells.Select((cell, i) => cell.IsSmall(least) || merged?[i] == true)];
        var sum = cells.Where((_, i) => other[i]).Aggregate(default(CellSizes), (all, cell) => all + cell);
        var rest = new Queue<int>(Enumerable.Range(0, cells.Count).Where(i => !other[i] && cells[i].Consumers > 0).OrderBy(i => cells[i].Consumers).ThenBy(i => keys[i]));
        while (other.Contains(true) && (sum.IsSmall(least) || other.Where((one, i) => one && cells[i].Consumers > 0).Count() < 2))
        {
            if (!rest.TryDequeue(out var next))
                return sum.IsSmall(least) ? null : other;
            other[next] = true;
            sum += cells[next];
        }

        return other;
    }
}
