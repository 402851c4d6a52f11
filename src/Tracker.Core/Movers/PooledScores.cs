namespace Tracker.Core.Movers;

/// <summary>Calibration scores of any number of series, to count in.</summary>
public sealed class PooledScores
{
    private readonly double[] sorted;

    /// <param name="scores">Finite, in any order.</param>
    public PooledScores(IEnumerable<double> scores)
    {
        sorted = [.. scores];
        Array.Sort(sorted);
    }

    public int Count => sorted.Length;

    /// <summary>The conformal p of a score: <c>(1 + number of scores at least as large) / (N + 1)</c>.</summary>
    public double Chance(double score) => (1.0 + AtLeast(score)) / (Count + 1);

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
