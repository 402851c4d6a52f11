using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>Whether a request may show the refunds of its rows: a segment of many can have few who gave something back, and its refunds would be theirs.</summary>
internal static class SafeRefunds
{
    /// <summary>
    /// Whether in every month none or at least k consumers, none of whom is more than half of it, stand behind the refunds of each row, and behind all that the
    /// audit can compute from them and the results that show theirs. All rows or none: of a single one that is hidden the total would tell.
    /// </summary>
    /// <param name="shown">The rows.</param>
    /// <param name="cells">The base cells, and what is published of them.</param>
    /// <param name="least">k.</param>
    public static bool ByRow(ShownSegments shown, RequestCells cells, int least)
    {
        var mover = shown.Mover;
        if (!mover.Chain.HasRefunds)
            return false;
        var table = new PublishedTable(cells.Wanted, [.. shown.Months.Keys.Select((key, segment) => shown.Merged[segment] || shown.Displayed?.Contains(key) == false)]);
        PublishedTable[] same = [.. cells.Tables.Where(one => one.HasRefunds)];
        PublishedTable[] all = [.. same, .. cells.Elsewhere.Where(one => one.HasRefunds)];
        return IsSafe(mover.After, cells.Base.OfAfter, all) && mover.Before.Zip(cells.Base.OfBefore).All(month => IsSafe(month.First, month.Second, same));

        bool IsSafe(ConsumerMonth month, int[] segments, PublishedTable[] beside)
        {
            var sizes = SegmentTables.RefundSizes(month, segments, cells.Base.Keys.Count);
            if (Recovered(sizes, [table], 0).Any())
                return false;
            var known = Recovered(sizes, beside, beside.Length).ToHashSet(); // what the others give away is not this one's
            return Recovered(sizes, [.. beside, table], beside.Length).All(known.Contains);
        }

        IEnumerable<string> Recovered(CellSize[] sizes, PublishedTable[] tables, int audited) =>
            DisclosureAudit.Recovered(sizes, tables, least, audited).Select(set => string.Join(',', set));
    }
}
