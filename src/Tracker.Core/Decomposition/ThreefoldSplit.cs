namespace Tracker.Core.Decomposition;

/// <summary>
/// The threefold view of a change: mix at the first month's rates, rates at its mix, and what the two do together (interaction). It is not
/// symmetric; <see cref="MixRate"/> gives half of the interaction to each.
/// </summary>
/// <param name="Structural"><c>Δw·(r₀ − M₀)</c>.</param>
/// <param name="Behavioural"><c>w₀·Δr</c>.</param>
/// <param name="Interaction"><c>Δw·Δr</c>.</param>
public readonly record struct ThreefoldSplit(double Structural, double Behavioural, double Interaction)
{
    /// <summary>The parts of each segment, in their order.</summary>
    public static IReadOnlyList<ThreefoldSplit> BySegment(MixRateSplit split)
    {
        var centre = split.Segments.Sum(segment => segment.ShareBefore * segment.RateBefore);
        return
        [
            .. split.Segments.Select(segment => new ThreefoldSplit(
                (segment.ShareAfter - segment.ShareBefore) * (segment.RateBefore - centre),
                segment.ShareBefore * (segment.RateAfter - segment.RateBefore),
                (segment.ShareAfter - segment.ShareBefore) * (segment.RateAfter - segment.RateBefore))),
        ];
    }

    /// <summary>The parts of the whole; with the refunds of the split they sum to its change.</summary>
    public static ThreefoldSplit Of(MixRateSplit split) => BySegment(split).Aggregate(default(ThreefoldSplit), (sum, one) =>
        new(sum.Structural + one.Structural, sum.Behavioural + one.Behavioural, sum.Interaction + one.Interaction));
}
