namespace Tracker.Core.Drivers;

/// <summary>Rows in folds: a model of all folds but one is judged on that one, each in turn.</summary>
internal sealed class CrossFit
{
    private readonly BinnedTable table;
    private readonly (int[] Training, PermutedRows HeldOut)[] folds;

    /// <param name="table">All of its rows are in a fold.</param>
    /// <param name="count">Folds, 2 or more.</param>
    /// <param name="seed">Chooses folds and permutations.</param>
    public CrossFit(BinnedTable table, int count, int seed)
    {
        this.table = table;
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, table.Rows)];
        random.Shuffle(order);
        var fold = new int[table.Rows];
        for (var i = 0; i < order.Length; i++)
            fold[order[i]] = i % count;
        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        folds =
        [
            .. Enumerable.Range(0, count).Select(one => (
                Array.FindAll(rows, row => fold[row] != one), PermutedRows.Of(table, Array.FindAll(rows, row => fold[row] == one), random))),
        ];
    }

    public int Folds => folds.Length;

    /// <summary>The model without a fold, the increase of its held-out loss by permuted feature.</summary>
    public (BoostedModel Model, double[] Increase) Judge(
        int fold, double[] target, double[] weights, BoostingOptions options, TreeGrower grower, CancellationToken cancellation)
    {
        var (training, heldOut) = folds[fold];
        var model = GradientBoostedTrees.Fit(table, training, target, weights, options, grower, cancellation);
        return (model, PermutationImportance.Increase(model, table, heldOut, target, weights));
    }

    /// <summary>The increase by feature, all folds together, one after the other.</summary>
    public double[] Increase(double[] target, double[] weights, BoostingOptions options, TreeGrower grower, CancellationToken cancellation)
    {
        var sum = new double[table.Features];
        for (var fold = 0; fold < folds.Length; fold++)
        {
            var increase = Judge(fold, target, weights, options, grower, cancellation).Increase;
            for (var feature = 0; feature < sum.Length; feature++)
                sum[feature] += increase[feature];
        }

        return sum;
    }
}
