namespace Tracker.Core.Panel;

/// <summary>The middle of a set of numbers: half are at or below it. Their order does not matter, to the last bit.</summary>
public static class Median
{
    /// <summary>The mean of the two in the middle of an even number; null of none.</summary>
    public static double? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        var half = sorted.Length / 2;
        return sorted.Length == 0 ? null : sorted.Length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
    }
}
