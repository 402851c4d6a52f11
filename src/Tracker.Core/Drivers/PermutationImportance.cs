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
        var (own, other) = (new double[rows.Length], new double[rows.Length]);
        var bins = (byte[][])heldOut.Own.Clone();
        foreach (var tree in model.Trees)
        {
            tree.Values(bins, own);
            for (var i = 0; i < own.Length; i++)
                scores[i] += own[i];
            foreach (var feature in tree.Used)
            {
                bins[feature] = heldOut.Bins[feature];
                tree.Values(bins, other);
                bins[feature] = heldOut.Own[feature];
                var moves = moved[feature] ??= new double[rows.Length];
                for (var i = 0; i < moves.Length; i++)
                    moves[i] += other[i] - own[i];
            }
        }

        var (wanted, mass) = (Array.ConvertAll(rows, row => target[row]), Array.ConvertAll(rows, row => weights[row]));
        return Array.ConvertAll(moved, moves => moves is null ? 0 : model.Loss.Increase(scores, moves, wanted, mass));
    }
}
