namespace Tracker.Core.Decomposition;

/// <summary>
/// The older two-way form of a total, for comparison with older reports: all that moves together is called structural, and the parts of the
/// headline are not the sums of the segments' parts. <see cref="MixRate"/> has neither fault.
/// </summary>
/// <param name="Behavioural"><c>N₀·(a₁ − a₀)</c>.</param>
/// <param name="Structural"><c>(N₁ − N₀)·a₁</c>.</param>
public readonly record struct TwoWaySplit(double Behavioural, double Structural)
{
    /// <summary>The form applied to the whole, N its denominator and a its rate: the parts sum to the change of the numerator.</summary>
    public static TwoWaySplit Of(ReadOnlySpan<RateChange> segments)
    {
        var sum = default(RateChange);
        foreach (var one in segments)
        {
            sum = new(
                sum.NumeratorBefore + one.NumeratorBefore,
                sum.DenominatorBefore + one.DenominatorBefore,
                sum.NumeratorAfter + one.NumeratorAfter,
                sum.DenominatorAfter + one.DenominatorAfter);
        }

        return Of(sum);
    }

    /// <summary>The form applied to one segment; its rate where it is absent is that of the other month.</summary>
    public static TwoWaySplit Of(RateChange segment)
    {
        var before = segment.DenominatorBefore > 0 ? segment.NumeratorBefore / segment.DenominatorBefore : 0;
        var after = segment.DenominatorAfter > 0 ? segment.NumeratorAfter / segment.DenominatorAfter : before;
        before = segment.DenominatorBefore > 0 ? before : after;
        return new(segment.DenominatorBefore * (after - before), (segment.DenominatorAfter - segment.DenominatorBefore) * after);
    }
}
