namespace Tracker.Core.Decomposition;

/// <summary>Splits the change of a mean or ratio into who (mix) and how (rate), by segment.</summary>
public static class MixRate
{
    /// <summary>
    /// Kitagawa 1955, symmetric, with the rates centred at the mean M̄ of the two totals, so that a segment that grows counts for what it
    /// differs from the rest: <c>structural = Δw·(r̄ − M̄)</c>, <c>behavioural = w̄·Δr</c> with w a segment's share of the denominator.
    /// They sum to the change. A segment absent in one month has the rate of the other, so its effect is wholly structural. A numerator
    /// without a denominator has no rate: it changes the total by itself, and stands in <see cref="MixRateSegment.Refunds"/>.
    /// </summary>
    /// <param name="segments">At least one; the result is in their order.</param>
    /// <exception cref="ArgumentException">A number is not finite, a denominator negative, or a month has none above 0.</exception>
    public static MixRateSplit Of(ReadOnlySpan<RateChange> segments)
    {
        var (totalBefore, totalAfter) = Totals(segments);
        var (before, after) = (0.0, 0.0);
        foreach (var segment in segments)
        {
            before += segment.NumeratorBefore;
            after += segment.NumeratorAfter;
        }

        before /= totalBefore;
        after /= totalAfter;
        var middle = (before + after) / 2;
        var parts = new MixRateSegment[segments.Length];
        var (structural, behavioural, refunds) = (0.0, 0.0, 0.0);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = PartOf(segments[i], totalBefore, totalAfter, middle);
            parts[i] = part;
            structural += part.Structural;
            behavioural += part.Behavioural;
            refunds += part.Refunds;
        }

        return new(before, after, structural, behavioural, refunds, parts);
    }

    private static MixRateSegment PartOf(RateChange segment, double totalBefore, double totalAfter, double middle)
    {
        var (here, there) = (segment.DenominatorBefore > 0, segment.DenominatorAfter > 0);
        var rateBefore = here ? segment.NumeratorBefore / segment.DenominatorBefore : 0;
        var rateAfter = there ? segment.NumeratorAfter / segment.DenominatorAfter : rateBefore;
        rateBefore = here ? rateBefore : rateAfter;
        var (shareBefore, shareAfter) = (segment.DenominatorBefore / totalBefore, segment.DenominatorAfter / totalAfter);
        return new(
            shareBefore,
            shareAfter,
            rateBefore,
            rateAfter,
            (shareAfter - shareBefore) * ((rateBefore + rateAfter) / 2 - middle),
            (shareBefore + shareAfter) / 2 * (rateAfter - rateBefore),
            (there ? 0 : segment.NumeratorAfter / totalAfter) - (here ? 0 : segment.NumeratorBefore / totalBefore),
            here == there ? SegmentStatus.Both : there ? SegmentStatus.New : SegmentStatus.Gone);
    }

    private static (double Before, double After) Totals(ReadOnlySpan<RateChange> segments)
    {
        var (before, after) = (0.0, 0.0);
        foreach (var segment in segments)
        {
            var (n0, d0, n1, d1) = (segment.NumeratorBefore, segment.DenominatorBefore, segment.NumeratorAfter, segment.DenominatorAfter);
            if (!double.IsFinite(n0 + n1) || !(d0 >= 0 && d1 >= 0 && double.IsFinite(d0 + d1)))
                throw new ArgumentException($"{segment}: expected finite numbers and denominators of 0 or more", nameof(segments));
            before += d0;
            after += d1;
        }

        return before > 0 && after > 0
            ? (before, after)
            : throw new ArgumentException($"denominators {before} and {after}: expected above 0 in both months", nameof(segments));
    }
}
