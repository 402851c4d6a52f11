namespace Tracker.Core.Decomposition;

/// <summary>A decomposition with how sure its parts are.</summary>
/// <param name="Scale">Of the scale part.</param>
/// <param name="Structural">Of the structural part.</param>
/// <param name="Behavioural">Of the behavioural part.</param>
/// <param name="Decomposition">With the intervals of its segments.</param>
public sealed record DecompositionIntervals(
    EffectInterval Scale, EffectInterval Structural, EffectInterval Behavioural, ChangeDecomposition Decomposition);
