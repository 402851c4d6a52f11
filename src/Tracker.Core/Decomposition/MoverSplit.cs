namespace Tracker.Core.Decomposition;

/// <summary>The answer to a question about a mover.</summary>
/// <param name="Shown">Its segments.</param>
/// <param name="Decomposition">Of the change, with intervals where there are any; at most <see cref="ChangeSplit.MostShown"/> segments and a sum of the others.</param>
/// <param name="Intervals">Of the parts of the whole; null where nothing could be drawn.</param>
/// <param name="Flow">Those who joined and left kept apart; null where they are few, and where that is not asked.</param>
public sealed record MoverSplit(ShownSegments Shown, ChangeDecomposition Decomposition, DecompositionIntervals? Intervals, FlowEffects? Flow);
