namespace Tracker.Core.Decomposition;

/// <summary>How sure an effect is.</summary>
/// <param name="Low">2.5% of draws lie below.</param>
/// <param name="High">2.5% of draws lie above.</param>
/// <param name="StandardError">The standard deviation of the draws.</param>
/// <param name="P">Two-sided, from effect / standard error.</param>
/// <param name="Q">Over the segments of a result (Benjamini and Hochberg 1995); null for a part of the whole.</param>
public readonly record struct EffectInterval(double Low, double High, double StandardError, double P, double? Q)
{
    /// <summary>Whether it can be told from zero: q, or where there is none p, is at or below 0.05.</summary>
    public bool Distinct => (Q ?? P) <= 0.05;
}
