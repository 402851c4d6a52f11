namespace Tracker.Core.Forecasting;

/// <summary>The width that the next error stays inside with a given chance when it is one of a row that could have come in any
/// order.</summary>
public static class ConformalQuantile
{
    /// <summary>
    /// The order statistic at position (n + 1) × level of n magnitudes. At a whole position the next magnitude is at or below it with
    /// exactly that chance (Vovk, Gammerman and Shafer 2005); rounding the position up, as is usual, would cover more than the level says,
    /// and so would a straight line between two of them, as large errors are rarer than small ones. Of a gap with r magnitudes above
    /// its foot, the part r·f / (r + 1 − f) is taken where the position is f beyond the foot: exact where the tail is exponential.
    /// </summary>
    /// <param name="magnitudes">Absolute errors in any order.</param>
    /// <param name="level">In (0, 1).</param>
    /// <returns>Null where the position lies beyond the n-th: so few errors say nothing about so high a level.</returns>
    public static double? Of(ReadOnlySpan<double> magnitudes, double level)
    {
        var position = (magnitudes.Length + 1) * level;
        if (position > magnitudes.Length + 1e-9 || magnitudes.Length == 0)
            return null;
        var sorted = magnitudes.ToArray();
        Array.Sort(sorted);
        var below = Math.Min((int)Math.Floor(position + 1e-9), sorted.Length);
        var beyond = Math.Max(0, position - below);
        var above = sorted.Length - below;
        var fraction = above * beyond / (above + 1 - beyond);
        var low = below == 0 ? 0 : sorted[below - 1];
        return below == sorted.Length ? low : low + fraction * (sorted[below] - low);
    }
}
