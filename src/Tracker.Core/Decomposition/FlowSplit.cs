namespace Tracker.Core.Decomposition;

/// <summary>The change of a mean or ratio with those who came and went kept apart: <c>Joined + Left + Structural + Behavioural + Refunds</c>.</summary>
/// <param name="Joined">From consumers who are in the second month alone, by how they differ from the mean.</param>
/// <param name="Left">From consumers who are in the first month alone.</param>
/// <param name="Structural">From the mix of those who stayed.</param>
/// <param name="Behavioural">From what those who stayed do.</param>
/// <param name="Refunds">From numerators without a denominator.</param>
public readonly record struct FlowSplit(double Joined, double Left, double Structural, double Behavioural, double Refunds)
{
    /// <summary>The split of <see cref="MixRate"/> over segments of three groups; who joined is new in it and who left is gone, so their
    /// effect is wholly structural, whatever their segment.</summary>
    /// <param name="stayed">By segment.</param>
    /// <param name="left">By segment, without a month after.</param>
    /// <param name="joined">By segment, without a month before.</param>
    /// <exception cref="ArgumentException">A consumer who left has sums after, or one who joined before; or what <see cref="MixRate.Of"/> refuses.</exception>
    public static FlowSplit Of(ReadOnlySpan<RateChange> stayed, ReadOnlySpan<RateChange> left, ReadOnlySpan<RateChange> joined)
    {
        foreach (var one in left)
            Check(one.NumeratorAfter == 0 && one.DenominatorAfter == 0, one, "left: expected nothing after");
        foreach (var one in joined)
            Check(one.NumeratorBefore == 0 && one.DenominatorBefore == 0, one, "joined: expected nothing before");
        var split = MixRate.Of([.. stayed, .. left, .. joined]);
        var parts = split.Segments;
        var (stayedTo, leftTo) = (stayed.Length, stayed.Length + left.Length);
        return new(
            parts.Skip(leftTo).Sum(part => part.Structural),
            parts.Take(stayedTo..leftTo).Sum(part => part.Structural),
            parts.Take(stayedTo).Sum(part => part.Structural),
            split.Behavioural,
            split.Refunds);
    }

    private static void Check(bool good, RateChange change, string expected)
    {
        if (!good)
            throw new ArgumentException($"{expected}, got {change}", nameof(change));
    }
}
