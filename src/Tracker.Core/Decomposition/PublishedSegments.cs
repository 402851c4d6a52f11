namespace Tracker.Core.Decomposition;

/// <summary>What a result shows of a mover: some segments of its attributes, and the sum of all others.</summary>
/// <param name="Attributes">Their names.</param>
/// <param name="Shown">The segments that are rows of their own.</param>
/// <param name="SameReference">Whether it is against the reference of the question; else it says of the month after alone.</param>
public sealed record PublishedSegments(IReadOnlyList<string> Attributes, IReadOnlySet<SegmentKey> Shown, bool SameReference)
{
    /// <summary>Rows of all results, those of results that show the same counted once.</summary>
    public static int RowsOf(IEnumerable<PublishedSegments> results) => Distinct(results).Sum(one => one.Shown.Count + 1);

    /// <summary>Without those that show the same as one before.</summary>
    internal static IEnumerable<PublishedSegments> Distinct(IEnumerable<PublishedSegments> results) =>
        results.DistinctBy(one => (string.Join('\n', one.Attributes), string.Join('\n', one.Shown.Order()), one.SameReference));
}
