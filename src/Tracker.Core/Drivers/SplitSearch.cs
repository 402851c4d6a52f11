namespace Tracker.Core.Drivers;

/// <summary>A way to part the rows of a node in two.</summary>
/// <param name="Feature">Which column.</param>
/// <param name="Gain">What it lowers the loss by; 0 for no split.</param>
/// <param name="Right">The bins that go to the right.</param>
/// <param name="LeftGradient">The sum of gradients that go to the left.</param>
/// <param name="LeftCurvature">The sum of second derivatives that do.</param>
internal readonly record struct NodeSplit(int Feature, double Gain, BinSet Right, double LeftGradient, double LeftCurvature);

/// <summary>Finds the best split of a node from its histogram: of each bin the sum of gradients and of second derivatives.</summary>
internal static class SplitSearch
{
    /// <summary>Bins with less are as if empty: what subtraction of histograms leaves.</summary>
    private const double LeastCurvature = 1e-9;

    /// <summary>
    /// The split with the largest gain <c>½(G_L²/(H_L + λ) + G_R²/(H_R + λ) − G²/(H + λ))</c>; the first of equals (Chen and Guestrin 2016, eq. 7).
    /// Missing goes where it gains more. Without rows, missing and any bin of categories go with the heavier side; other bins of an ordered feature go by their place.
    /// </summary>
    public static NodeSplit Best(BinnedTable table, ReadOnlySpan<double> histogram, double gradient, double curvature, BoostingOptions options)
    {
        var best = default(NodeSplit);
        Span<int> order = stackalloc int[BinnedColumn.MaxCount];
        Span<double> keys = stackalloc double[BinnedColumn.MaxCount];
        for (var feature = 0; feature < table.Features; feature++)
        {
            var column = table[feature];
            var bins = histogram.Slice(table.Offsets[feature], 2 * column.Count);
            var count = Occupied(bins, order);
            if (count < 2)
                continue;
            var sums = new Sums(gradient, curvature, column.Ordered ? options.L2 : options.L2 + options.CategorySmoothing, options.MinChildWeight);
            if (!column.Ordered)
            {
                for (var i = 0; i < count; i++)
                    keys[i] = bins[2 * order[i]] / (bins[2 * order[i] + 1] + options.CategorySmoothing);
                keys[..count].Sort(order[..count]);
            }

            Try(feature, column, bins, order[..count], sums, ref best);
            if (column.Ordered && order[0] == BinnedColumn.Missing && count > 2)
            {
                order[1..count].CopyTo(order);
                order[count - 1] = BinnedColumn.Missing;
                Try(feature, column, bins, order[..count], sums, ref best);
            }
        }

        return best;
    }

    private static int Occupied(ReadOnlySpan<double> bins, Span<int> order)
    {
        var count = 0;
        for (var bin = 0; 2 * bin < bins.Length; bin++)
        {
            if (bins[2 * bin + 1] > LeastCurvature)
                order[count++] = bin;
        }

        return count;
    }

    /// <summary>Every cut of the bins in this order.</summary>
    private static void Try(int feature, BinnedColumn column, ReadOnlySpan<double> bins, ReadOnlySpan<int> order, in Sums sums, ref NodeSplit best)
    {
        var (cut, most, gradientAtCut, curvatureAtCut) = (-1, best.Gain, 0.0, 0.0);
        double leftGradient = 0, leftCurvature = 0;
        for (var i = 0; i < order.Length - 1; i++)
        {
            leftGradient += bins[2 * order[i]];
            leftCurvature += bins[2 * order[i] + 1];
            var gain = sums.Gain(leftGradient, leftCurvature);
            if (gain > most)
                (cut, most, gradientAtCut, curvatureAtCut) = (i, gain, leftGradient, leftCurvature);
        }

        if (cut >= 0)
            best = new(feature, most, Right(column, order, cut, 2 * curvatureAtCut < sums.Curvature), gradientAtCut, curvatureAtCut);
    }

    private static BinSet Right(BinnedColumn column, ReadOnlySpan<int> order, int cut, bool heavierIsRight)
    {
        var right = default(BinSet);
        if (column.Ordered)
        {
            var last = LargestOf(order[..(cut + 1)]);
            for (var bin = last + 1; bin < column.Count; bin++)
                right.Add(bin);
            var missing = order.IndexOf(BinnedColumn.Missing);
            if (missing > cut || (missing < 0 && heavierIsRight))
                right.Add(BinnedColumn.Missing);
            return right;
        }

        for (var bin = 0; bin < column.Count; bin++)
        {
            var at = order.IndexOf(bin);
            if (at > cut || (at < 0 && heavierIsRight))
                right.Add(bin);
        }

        return right;
    }

    private static int LargestOf(ReadOnlySpan<int> bins)
    {
        var largest = 0;
        foreach (var bin in bins)
            largest = Math.Max(largest, bin);
        return largest;
    }

    private readonly record struct Sums(double Gradient, double Curvature, double L2, double MinChildWeight)
    {
        private readonly double whole = Gradient * Gradient / (Curvature + L2);

        public double Gain(double left, double leftCurvature)
        {
            var right = Gradient - left;
            var rightCurvature = Curvature - leftCurvature;
            if (leftCurvature < MinChildWeight || rightCurvature < MinChildWeight)
                return 0;
            return (left * left / (leftCurvature + L2) + right * right / (rightCurvature + L2) - whole) / 2;
        }
    }
}
