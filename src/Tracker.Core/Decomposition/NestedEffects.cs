namespace Tracker.Core.Decomposition;

/// <summary>The parts of a change: <c>After − Before = Scale + Structural + Behavioural + Refunds</c>.</summary>
public sealed record NestedEffects
{
    /// <summary>Relative to the larger total.</summary>
    private const double Rounding = 1e-12;

    public required double Before { get; init; }

    public required double After { get; init; }

    /// <summary>From the number of people; 0 for a ratio.</summary>
    public required double Scale { get; init; }

    public required double Structural { get; init; }

    public required double Behavioural { get; init; }

    /// <summary>From what was given back, with its sign.</summary>
    public required double Refunds { get; init; }

    /// <summary>Parts of the behavioural part; they sum to it where the chain has factors.</summary>
    public required IReadOnlyList<double> Factors { get; init; }

    /// <summary>In the order of the input.</summary>
    public required IReadOnlyList<NestedSegment> Segments { get; init; }

    /// <summary>The same number of people is not quite the same as a sum of weights; what that leaves as scale goes to the residual.</summary>
    internal NestedEffects WithoutRounding() => Math.Abs(Scale) <= Rounding * Math.Max(Math.Abs(Before), Math.Abs(After)) ? this with { Scale = 0 } : this;
}

/// <summary>What a segment adds to the change, in the metric's unit.</summary>
/// <param name="ShareBefore">Of the denominator.</param>
/// <param name="ShareAfter">Of the denominator.</param>
/// <param name="RateBefore">Before refunds.</param>
/// <param name="RateAfter">Before refunds.</param>
/// <param name="Structural">Its part of the mix.</param>
/// <param name="Behavioural">Its part of the behaviour.</param>
/// <param name="Refunds">Its part of the refunds.</param>
/// <param name="Factors">Its behavioural part by factor.</param>
/// <param name="Status">In which months it is there.</param>
public readonly record struct NestedSegment(
    double ShareBefore,
    double ShareAfter,
    double RateBefore,
    double RateAfter,
    double Structural,
    double Behavioural,
    double Refunds,
    IReadOnlyList<double> Factors,
    SegmentStatus Status)
{
    public double Total => Structural + Behavioural + Refunds;

    /// <summary>Its total, without refunds where they belong to no segment.</summary>
    internal double TotalOf(bool refundsApart) => refundsApart ? Structural + Behavioural : Total;
}
