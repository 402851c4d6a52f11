using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tracker.Core.Drivers;

/// <summary>
/// Grows one tree after another on the same table, level by level: of two children only the smaller is summed, the other is the parent less it.
/// The rows of a node are contiguous and rising. Sums run over rows in their order, one joint column at a time, so threads change nothing.
/// </summary>
internal sealed class TreeGrower(BinnedTable table, bool parallel)
{
    /// <summary>Joint columns that one thread sums in one pass over the rows of a node.</summary>
    private const int PassColumns = 10;

    /// <summary>A node times its joint columns below this is not worth a second thread.</summary>
    private const int WorthSharing = 1 << 17;

    private readonly Stack<double[]> free = new();
    private readonly double[] joint = new double[2 * table.Joint.Bins];
    private int[] rows = [];
    private int[] scratch = [];

    private readonly record struct Node(int Index, int Start, int End, double Gradient, double Curvature, double[] Histogram);

    /// <summary>Grows a tree and adds its values to the scores of its rows.</summary>
    /// <param name="training">Rising numbers of the rows it learns from.</param>
    /// <param name="derivatives">Two a row of the table: gradient and second derivative.</param>
    /// <param name="scores">One a row of the table.</param>
    /// <param name="options">Depth, λ, learning rate.</param>
    public RegressionTree Grow(ReadOnlySpan<int> training, double[] derivatives, double[] scores, BoostingOptions options)
    {
        if (rows.Length < training.Length)
            (rows, scratch) = (new int[training.Length], new int[training.Length]);
        training.CopyTo(rows);

        var tree = new RegressionTree(options.Depth);
        var root = Root(training.Length, derivatives);
        Node[] level = [root];
        for (var depth = 0; level.Length > 0; depth++)
        {
            var splits = new NodeSplit[level.Length];
            var middles = new int[level.Length];
            var nodes = level;
            Each(nodes.Length, training.Length, i =>
            {
                splits[i] = SplitSearch.Best(table, nodes[i].Histogram, nodes[i].Gradient, nodes[i].Curvature, options);
                if (splits[i].Gain > 0)
                    middles[i] = Partition(nodes[i], splits[i]);
            });
            var next = new List<Node>();
            for (var i = 0; i < nodes.Length; i++)
            {
                var node = nodes[i];
                if (splits[i].Gain <= 0)
                {
                    Close(tree, node, depth, scores, options);
                    free.Push(node.Histogram);
                    continue;
                }

                tree.Split(node.Index, splits[i].Feature, splits[i].Right, splits[i].Gain);
                if (depth + 1 < options.Depth)
                {
                    Divide(node, splits[i], middles[i], derivatives, next);
                    continue;
                }

                var (left, right) = Children(node, splits[i], middles[i]);
                Close(tree, left, depth + 1, scores, options);
                Close(tree, right, depth + 1, scores, options);
                free.Push(node.Histogram);
            }

            level = [.. next];
        }

        return tree;
    }

    private void Divide(Node node, in NodeSplit split, int middle, double[] derivatives, List<Node> next)
    {
        var (left, right) = Children(node, split, middle);
        if (middle - node.Start <= node.End - middle)
        {
            left = left with { Histogram = Summed(left, derivatives) };
            Subtract(node.Histogram, left.Histogram);
            right = right with { Histogram = node.Histogram };
        }
        else
        {
            right = right with { Histogram = Summed(right, derivatives) };
            Subtract(node.Histogram, right.Histogram);
            left = left with { Histogram = node.Histogram };
        }

        next.Add(left);
        next.Add(right);
    }

    /// <summary>Both sides of a split, not yet summed by bin.</summary>
    private static (Node Left, Node Right) Children(Node node, in NodeSplit split, int middle) => (
        new(2 * node.Index + 1, node.Start, middle, split.LeftGradient, split.LeftCurvature, []),
        new(2 * node.Index + 2, middle, node.End, node.Gradient - split.LeftGradient, node.Curvature - split.LeftCurvature, []));

    private Node Root(int count, double[] derivatives)
    {
        var root = new Node(0, 0, count, 0, 0, []);
        var histogram = Summed(root, derivatives);
        double gradient = 0, curvature = 0;
        for (var bin = 0; bin < table[0].Count; bin++)
            (gradient, curvature) = (gradient + histogram[2 * bin], curvature + histogram[2 * bin + 1]); // every row has a bin of the first feature
        return root with { Gradient = gradient, Curvature = curvature, Histogram = histogram };
    }

    private void Close(RegressionTree tree, Node node, int level, double[] scores, BoostingOptions options)
    {
        var value = -options.LearningRate * node.Gradient / (node.Curvature + options.L2);
        if (!double.IsFinite(value))
            value = 0;
        tree.Leaf(node.Index, level, value);
        foreach (var row in rows.AsSpan(node.Start, node.End - node.Start))
            scores[row] += value;
    }

    private double[] Summed(Node node, double[] derivatives)
    {
        var histogram = free.TryPop(out var used) ? used : new double[2 * table.TotalBins];
        Array.Clear(histogram);
        Array.Clear(joint);
        var columns = table.Joint.Count;
        var passes = (columns + PassColumns - 1) / PassColumns;
        Each(passes, node.End - node.Start, pass => Sum(node, derivatives, pass * PassColumns, Math.Min(columns, (pass + 1) * PassColumns)));
        table.Joint.Spread(joint, histogram, table);
        return histogram;
    }

    private void Sum(Node node, double[] derivatives, int from, int to)
    {
        ref var sums = ref MemoryMarshal.GetArrayDataReference(joint);
        ref var pairs = ref MemoryMarshal.GetArrayDataReference(derivatives);
        ref var bins = ref MemoryMarshal.GetReference(table.Joint.ByRow);
        ref var offsets = ref MemoryMarshal.GetArrayDataReference(table.Joint.Offsets);
        var columns = table.Joint.Count;
        foreach (var row in rows.AsSpan(node.Start, node.End - node.Start))
        {
            var pair = Vector128.LoadUnsafe(ref pairs, (nuint)(2 * row));
            ref var bin = ref Unsafe.Add(ref bins, row * columns);
            for (var column = from; column < to; column++)
            {
                var at = (nuint)(Unsafe.Add(ref offsets, column) + 2 * Unsafe.Add(ref bin, column));
                (Vector128.LoadUnsafe(ref sums, at) + pair).StoreUnsafe(ref sums, at);
            }
        }
    }

    private static void Subtract(double[] from, double[] what)
    {
        for (var i = 0; i < from.Length; i++)
            from[i] -= what[i];
    }

    /// <summary>Puts the rows that go left before those that go right, each in their order.</summary>
    /// <returns>Where the right ones begin.</returns>
    private int Partition(Node node, NodeSplit split)
    {
        var right = split.Right;
        var bins = table[split.Feature].Bins;
        var (left, moved) = (node.Start, node.Start);
        for (var i = node.Start; i < node.End; i++)
        {
            var row = rows[i];
            var goesRight = BinSet.Holds(in right, bins[row]);
            rows[left] = row;
            scratch[moved] = row;
            left += 1 - goesRight;
            moved += goesRight;
        }

        Array.Copy(scratch, node.Start, rows, left, moved - node.Start);
        return left;
    }

    private void Each(int count, int size, Action<int> work)
    {
        if (parallel && count > 1 && (long)size * table.Joint.Count >= WorthSharing)
        {
            Parallel.For(0, count, work);
            return;
        }

        for (var i = 0; i < count; i++)
            work(i);
    }
}
