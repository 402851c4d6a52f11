namespace Tracker.Core.Drivers;

/// <summary>How much worse a model does on held-out rows when a feature is permuted (Breiman 2001; Fisher, Rudin and Dominici 2019).</summary>
internal static class PermutationImportance
{
    /// <summary>The increase of the weighted sum of losses, by feature; negative where chance had it so, 0 for a feature that no tree uses.</summary>
    public static double[] Increase(BoostedModel model, BinnedTable table, PermutedRows heldOut, double[] target, double[] weights)
    {
        var rows = heldOut.Rows;
        var scores = new double[rows.Length];
        Array.Fill(scores, model.Begin);
        var moved = new double[table.Features][];
        var own = new double[rows.Length];
        foreach (var tree in model.Trees)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                own[i] = tree.Value(table.ByRow.Slice(rows[i] * table.Features, table.Features));
                scores[i] += own[i];
            }

            foreach (var feature in tree.Used)
                AddMoves(tree, table, heldOut, feature, own, moved[feature] ??= new double[rows.Length]);
        }

        var increase = new double[table.Features];
        for (var feature = 0; feature < increase.Length; feature++)
        {
            if (moved[feature] is not { } moves)
                continue;
            for (var i = 0; i < rows.Length; i++)
            {
                if (moves[i] == 0)
                    continue;
                var wanted = target[rows[i]];
                increase[feature] += weights[rows[i]] * (model.Loss.Value(scores[i] + moves[i], wanted) - model.Loss.Value(scores[i], wanted));
            }
        }

        return increase;
    }

    private static void AddMoves(RegressionTree tree, BinnedTable table, PermutedRows heldOut, int feature, double[] own, double[] moves)
    {
        var (rows, bins) = (heldOut.Rows, heldOut.Bins[feature]);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = table.ByRow.Slice(rows[i] * table.Features, table.Features);
            if (row[feature] != bins[i])
                moves[i] += tree.ValueWith(row, feature, bins[i]) - own[i];
        }
    }
}
