namespace Tracker.Core.Decomposition;

/// <summary>The change of a mean or ratio: <c>After − Before = Structural + Behavioural + Refunds</c>.</summary>
/// <param name="Before">The metric in the first month.</param>
/// <param name="After">The metric in the second.</param>
/// <param name="Structural">From who is there.</param>
/// <param name="Behavioural">From how they behave.</param>
/// <param name="Refunds">From numerators without a denominator.</param>
/// <param name="Segments">In the order of the input; each part is the sum of theirs.</param>
public sealed record MixRateSplit(
    double Before, double After, double Structural, double Behavioural, double Refunds, IReadOnlyList<MixRateSegment> Segments);

/// <summary>What a segment adds to the change.</summary>
/// <param name="ShareBefore">Of the denominator, 0 to 1.</param>
/// <param name="ShareAfter">Of the denominator, 0 to 1.</param>
/// <param name="RateBefore">Where the segment is absent, the rate of the other month; 0 where it is absent in both.</param>
/// <param name="RateAfter">As before.</param>
/// <param name="Structural">In the metric's unit.</param>
/// <param name="Behavioural">In the metric's unit.</param>
/// <param name="Refunds">In the metric's unit; 0 but for numerators without a denominator.</param>
/// <param name="Status">In which months it is there.</param>
public readonly record struct MixRateSegment(
    double ShareBefore,
    double ShareAfter,
    double RateBefore,
    double RateAfter,
    double Structural,
    double Behavioural,
    double Refunds,
    SegmentStatus Status);
