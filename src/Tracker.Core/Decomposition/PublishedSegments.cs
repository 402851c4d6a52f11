namespace Tracker.Core.Decomposition;

/// <summary>What a result shows of a mover: some segments of its attributes, and the sum of all others; equal where the same is shown.</summary>
/// <param name="Attributes">Their names.</param>
/// <param name="Shown">The segments that are rows of their own.</param>
/// <param name="HasRefunds">Whether it shows the refunds of each of them.</param>
/// <param name="SameReference">Whether it is against the reference of the question; else it says of the month after alone.</param>
public sealed record PublishedSegments(IReadOnlyList<string> Attributes, IReadOnlySet<SegmentKey> Shown, bool HasRefunds, bool SameReference)
{
    /// <summary>Rows of all results, those of results that show the same counted once.</summary>
    public static int RowsOf(IEnumerable<PublishedSegments> results) => results.Distinct().Sum(one => one.Shown.Count + 1);

    /// <summary>Whether it shows the same.</summary>
    public bool Equals(PublishedSegments? other) =>
        other is not null && (HasRefunds, SameReference) == (other.HasRefunds, other.SameReference) && Attributes.SequenceEqual(other.Attributes) && Shown.SetEquals(other.Shown);

    public override int GetHashCode() => HashCode.Combine(HasRefunds, SameReference, Attributes.Count, Shown.Aggregate(0, (sum, key) => sum ^ key.GetHashCode()));
}
