namespace Tracker.Core.Drivers;

/// <summary>The share of a target's variance between the values of an attribute, corrected for their number (Kelley 1935). Free of any model.</summary>
public static class EpsilonSquared
{
    /// <summary><c>ε² = (SS_between − (k − 1)·MS_within) / SS_total</c> over rows with a value; weights are scaled to sum to the rows. Around 0, below it too, without
    /// a relation.</summary>
    public static double Of(BinnedColumn column, ReadOnlySpan<double> target, ReadOnlySpan<double> weights)
    {
        var sums = new (double Weight, double Sum, double Squares, int Rows)[column.Count];
        for (var row = 0; row < target.Length; row++)
        {
            ref var sum = ref sums[column.Bins[row]];
            sum = (sum.Weight + weights[row], sum.Sum + weights[row] * target[row], sum.Squares + weights[row] * target[row] * target[row], sum.Rows + 1);
        }

        sums[BinnedColumn.Missing] = default;
        var known = Array.FindAll(sums, sum => sum.Weight > 0);
        var rows = known.Sum(sum => sum.Rows);
        if (known.Length < 2 || rows <= known.Length)
            return 0;
        var (weight, mean) = (known.Sum(sum => sum.Weight), known.Sum(sum => sum.Sum) / known.Sum(sum => sum.Weight));
        var total = known.Sum(sum => sum.Squares) - weight * mean * mean;
        var within = known.Sum(sum => sum.Squares - sum.Sum * sum.Sum / sum.Weight);
        return total > 0 ? (total - within - (known.Length - 1) * within / (rows - known.Length)) / total : 0;
    }
}
