namespace Tracker.Core.Panel;

/// <summary>A sum over consumers with weights relative to their mean, so that it is of the size of the unweighted one.</summary>
/// <param name="Sum">Σ r x.</param>
/// <param name="Squares">Σ r² x; as large as <paramref name="Sum"/> when all weights are equal.</param>
public readonly record struct WeightedSum(double Sum, double Squares)
{
    /// <summary>For counts: how many of equal weight would tell as much, <c>(Σ r x)² / Σ r² x</c> (Kish 1965).</summary>
    public double EffectiveCount => Squares == 0 ? 0 : Sum * (Sum / Squares);
}
