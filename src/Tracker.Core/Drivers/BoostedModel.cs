namespace Tracker.Core.Drivers;

/// <summary>A sum of trees.</summary>
public sealed class BoostedModel
{
    private readonly double[] gains;

    internal BoostedModel(BoostingLoss loss, double begin, IReadOnlyList<RegressionTree> trees, int features)
    {
        (Loss, Begin, Trees) = (loss, begin, trees);
        gains = new double[features];
        foreach (var (feature, gain) in trees.SelectMany(tree => tree.Splits))
            gains[feature] += gain;
    }

    public BoostingLoss Loss { get; }

    /// <summary>The score before any tree.</summary>
    public double Begin { get; }

    public int Rounds => Trees.Count;

    /// <summary>What the splits of each feature lowered the training loss by. It favours features with many values.</summary>
    public IReadOnlyList<double> Gains => gains;

    internal IReadOnlyList<RegressionTree> Trees { get; }

    /// <summary>The score of each of some rows: the target's mean for the squared loss, log odds for the logistic one.</summary>
    /// <exception cref="ArgumentException">The table has another number of features than the model.</exception>
    public double[] Scores(BinnedTable table, ReadOnlySpan<int> rows)
    {
        if (table.Features != gains.Length)
            throw new ArgumentException($"table: expected {gains.Length} features, got {table.Features}", nameof(table));
        var scores = new double[rows.Length];
        Array.Fill(scores, Begin);
        foreach (var tree in Trees)
            Add(tree, table, rows, scores);
        return scores;
    }

    internal static void Add(RegressionTree tree, BinnedTable table, ReadOnlySpan<int> rows, double[] scores)
    {
        for (var i = 0; i < rows.Length; i++)
            scores[i] += tree.Value(table.ByRow.Slice(rows[i] * table.Features, table.Features));
    }
}
