namespace Tracker.Core.Movers;

/// <summary>Calibration scores of any number of series, to count in.</summary>
public sealed class PooledScores
{
    /// <summary>The largest scores that the tail is fitted to: one in so many of all, but not fewer than <see cref="LeastTail"/>.</summary>
    private const int TailOneIn = 150;

    private const int LeastTail = 25;

    /// <summary>The tail is at most one in so many of all scores; with fewer scores it is not fitted.</summary>
    private const int TailAtMostOneIn = 50;

    private readonly double[] sorted;
    private readonly int tail;
    private readonly double threshold;
    private readonly double index; // ξ, the mean of ln(score / threshold) in the tail

    /// <param name="scores">Finite, not below zero, in any order.</param>
    public PooledScores(IEnumerable<double> scores)
    {
        sorted = [.. scores];
        Array.Sort(sorted);
        tail = Math.Max(LeastTail, sorted.Length / TailOneIn);
        if (sorted.Length < tail * TailAtMostOneIn || sorted[^(tail + 1)] <= 0)
            return;
        threshold = sorted[^(tail + 1)];
        for (var i = sorted.Length - tail; i < sorted.Length; i++)
            index += Math.Log(sorted[i] / threshold) / tail;
    }

    public int Count => sorted.Length;

    /// <summary>
    /// The conformal p of a score, <c>(1 + number of scores at least as large) / (N + 1)</c>; among the largest scores, where counting leaves
    /// it to the luck of one or two, the tail <c>(k + 1) / (N + 1) · (score / u)^(−1/ξ)</c> fitted to the k scores above u (Hill 1975).
    /// </summary>
    public double Chance(double score) => index > 0 && score > threshold
        ? (tail + 1.0) / (Count + 1) * Math.Pow(score / threshold, -1 / index)
        : (1.0 + AtLeast(score)) / (Count + 1);

    /// <summary>How many scores are at or above the value.</summary>
    public int AtLeast(double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return sorted.Length - low;
    }
}
