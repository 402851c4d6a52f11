namespace Tracker.Core.Drivers;

/// <summary>
/// Gradient boosting of regression trees (Friedman 2001) with second-order leaf values (Chen and Guestrin 2016) on histograms. The model depends on
/// data, options and seed only, bit for bit, whatever the number of threads.
/// </summary>
public static class GradientBoostedTrees
{
    /// <summary>A model of a target by the features of a table.</summary>
    /// <param name="table">The features.</param>
    /// <param name="rows">Rising numbers of the rows to learn from.</param>
    /// <param name="target">One a row of the table, finite; for the logistic loss 0, 1 or a share between.</param>
    /// <param name="weights">One a row of the table, 0 or more.</param>
    /// <param name="options">Null for the usual ones.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <exception cref="ArgumentException">Lengths differ, there is no row with weight, a number is not finite, or an option out of its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BoostedModel Fit(
        BinnedTable table, int[] rows, double[] target, double[] weights, BoostingOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        options.Check();
        Check(table, rows, target, weights);
        return Fit(table, rows, target, weights, options, new(table, parallel: true), cancellation);
    }

    /// <summary>The same on the grower's thread, without checks.</summary>
    internal static BoostedModel Fit(
        BinnedTable table, int[] rows, double[] target, double[] weights, BoostingOptions options, TreeGrower grower, CancellationToken cancellation)
    {
        var (training, heldOut) = Split(rows, options);
        var begin = options.Loss.Begin(WeightedMean.Of(training, target, weights));
        var scores = new double[table.Rows];
        Array.Fill(scores, begin);
        var derivatives = new double[2 * table.Rows];
        var heldOutScores = Enumerable.Repeat(begin, heldOut.Length).ToArray();
        var trees = new List<RegressionTree>();
        var (best, bestLoss) = (0, Loss(options.Loss, heldOut, heldOutScores, target, weights));
        while (trees.Count < options.Rounds)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var row in training)
            {
                var (gradient, curvature) = options.Loss.Derivatives(scores[row], target[row]);
                (derivatives[2 * row], derivatives[2 * row + 1]) = (weights[row] * gradient, weights[row] * curvature);
            }

            var tree = grower.Grow(training, derivatives, scores, options);
            trees.Add(tree);
            if (heldOut.Length == 0)
                continue;
            BoostedModel.Add(tree, table, heldOut, heldOutScores);
            var loss = Loss(options.Loss, heldOut, heldOutScores, target, weights);
            if (loss < bestLoss)
                (best, bestLoss) = (trees.Count, loss);
            else if (trees.Count - best >= options.Patience)
                break;
        }

        if (heldOut.Length > 0)
            trees.RemoveRange(best, trees.Count - best);
        return new(options.Loss, begin, trees, table.Features);
    }

    private static (int[] Training, int[] HeldOut) Split(int[] rows, BoostingOptions options)
    {
        var count = (int)(options.HeldOutShare * rows.Length);
        if (count == 0)
            return (rows, []);
        var shuffled = (int[])rows.Clone();
        new Random(options.Seed).Shuffle(shuffled);
        var (heldOut, training) = (shuffled[..count], shuffled[count..]);
        Array.Sort(heldOut);
        Array.Sort(training);
        return (training, heldOut);
    }

    private static double Loss(BoostingLoss loss, int[] rows, double[] scores, double[] target, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < rows.Length; i++)
            sum += weights[rows[i]] * loss.Value(scores[i], target[rows[i]]);
        return sum;
    }

    private static void Check(BinnedTable table, int[] rows, double[] target, double[] weights)
    {
        if (target.Length != table.Rows || weights.Length != table.Rows)
            throw new ArgumentException($"expected {table.Rows} targets and weights, got {target.Length} and {weights.Length}");
        var (sum, before) = (0.0, -1);
        foreach (var row in rows)
        {
            if (row <= before || row >= table.Rows)
                throw new ArgumentException($"rows: expected rising numbers below {table.Rows}, got {row} after {before}");
            if (!double.IsFinite(target[row]))
                throw new ArgumentException($"target of row {row}: expected a finite number, got {target[row]}");
            if (!(weights[row] >= 0) || !double.IsFinite(weights[row]))
                throw new ArgumentException($"weight of row {row}: expected 0 or more, got {weights[row]}");
            sum += weights[row];
            before = row;
        }

        if (sum <= 0)
            throw new ArgumentException("expected a row with weight, got none");
    }
}
