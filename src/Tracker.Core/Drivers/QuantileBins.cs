namespace Tracker.Core.Drivers;

/// <summary>Numbers in bins of about as many rows each.</summary>
public static class QuantileBins
{
    /// <summary>
    /// Bins of equal counts as far as equal numbers allow: a number is in one bin only, and where there are at most so many distinct numbers each has its own.
    /// </summary>
    /// <param name="values">NaN is missing and in bin 0.</param>
    /// <param name="most">Bins at most beside that of missing, 1 to 255.</param>
    /// <returns>The bins, and the least number of each bin from 1.</returns>
    public static (BinnedColumn Column, double[] Least) Of(ReadOnlySpan<double> values, int most)
    {
        if (most is < 1 or >= BinnedColumn.MaxCount)
            throw new ArgumentOutOfRangeException(nameof(most), most, $"expected 1 to {BinnedColumn.MaxCount - 1}");
        var sorted = Array.FindAll(values.ToArray(), value => !double.IsNaN(value));
        Array.Sort(sorted);
        var least = Least(sorted, most);
        var bins = new byte[values.Length];
        for (var row = 0; row < bins.Length; row++)
        {
            if (double.IsNaN(values[row]))
                continue;
            var at = least.AsSpan().BinarySearch(values[row]);
            bins[row] = (byte)(at >= 0 ? at + 1 : ~at);
        }

        return (new(bins, least.Length + 1, Ordered: true), least);
    }

    private static double[] Least(double[] sorted, int most)
    {
        var distinct = new List<double>();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
                distinct.Add(sorted[i]);
        }

        if (distinct.Count <= most)
            return [.. distinct];
        return [.. Enumerable.Range(0, most).Select(bin => sorted[(int)((long)bin * sorted.Length / most)]).Distinct()];
    }
}
