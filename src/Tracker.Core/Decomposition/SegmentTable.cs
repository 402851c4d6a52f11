namespace Tracker.Core.Decomposition;

/// <summary>What is decomposed: the sums of every segment in two months.</summary>
/// <param name="Attributes">Their names; none to look at the whole.</param>
/// <param name="Chain">What the columns of a row are.</param>
/// <param name="Rows">One for each segment, in any order.</param>
public sealed record SegmentTable(IReadOnlyList<string> Attributes, MetricChain Chain, IReadOnlyList<SegmentRow> Rows);

/// <summary>The weighted sums of a segment, one for each of <see cref="MetricChain.Columns"/>.</summary>
/// <param name="Key">As many values as there are attributes.</param>
/// <param name="Before">All 0 where the segment is absent.</param>
/// <param name="After">All 0 where the segment is absent.</param>
/// <param name="IsMerged">Whether it is the sum of several segments.</param>
public sealed record SegmentRow(SegmentKey Key, IReadOnlyList<double> Before, IReadOnlyList<double> After, bool IsMerged = false);
