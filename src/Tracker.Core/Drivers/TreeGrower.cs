using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tracker.Core.Drivers;

/// <summary>
/// Grows one tree after another on the same table, level by level: of two children only the smaller is summed, the other is the parent less it.
/// The rows of a node are contiguous and rising. Sums run over rows in their order, one feature at a time, so threads change nothing.
/// </summary>
internal sealed class TreeGrower(BinnedTable table, bool parallel)
{
    /// <summary>Features that one thread sums in one pass over the rows of a node.</summary>
    private const int PassFeatures = 10;

    /// <summary>A node times its features below this is not worth a second thread.</summary>
    private const int WorthSharing = 1 << 17;

    private readonly Stack<double[]> free = new();
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
        var root = Summed(0, 0, training.Length, derivatives);
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
                    Divide(node, middles[i], derivatives, next);
                    continue;
                }

                Close(tree, Bare(2 * node.Index + 1, node.Start, middles[i], derivatives), depth + 1, scores, options);
                Close(tree, Bare(2 * node.Index + 2, middles[i], node.End, derivatives), depth + 1, scores, options);
                free.Push(node.Histogram);
            }

            level = [.. next];
        }

        return tree;
    }

    private void Divide(Node node, int middle, double[] derivatives, List<Node> next)
    {
        var leftIsSmaller = middle - node.Start <= node.End - middle;
        var smaller = leftIsSmaller
            ? Summed(2 * node.Index + 1, node.Start, middle, derivatives)
            : Summed(2 * node.Index + 2, middle, node.End, derivatives);
        Subtract(node.Histogram, smaller.Histogram);
        var larger = new Node(
            leftIsSmaller ? 2 * node.Index + 2 : 2 * node.Index + 1,
            leftIsSmaller ? middle : node.Start,
            leftIsSmaller ? node.End : middle,
            node.Gradient - smaller.Gradient,
            node.Curvature - smaller.Curvature,
            node.Histogram);
        next.Add(leftIsSmaller ? smaller : larger);
        next.Add(leftIsSmaller ? larger : smaller);
    }

    private Node Bare(int index, int start, int end, double[] derivatives)
    {
        double gradient = 0, curvature = 0;
        foreach (var row in rows.AsSpan(start, end - start))
        {
            gradient += derivatives[2 * row];
            curvature += derivatives[2 * row + 1];
        }

        return new(index, start, end, gradient, curvature, []);
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

    private Node Summed(int index, int start, int end, double[] derivatives)
    {
        var node = Bare(index, start, end, derivatives) with { Histogram = free.TryPop(out var used) ? used : new double[2 * table.TotalBins] };
        Array.Clear(node.Histogram);
        var passes = (table.Features + PassFeatures - 1) / PassFeatures;
        Each(passes, end - start, pass => Sum(node, derivatives, pass * PassFeatures, Math.Min(table.Features, (pass + 1) * PassFeatures)));
        return node;
    }

    private void Sum(Node node, double[] derivatives, int from, int to)
    {
        ref var histogram = ref MemoryMarshal.GetArrayDataReference(node.Histogram);
        ref var pairs = ref MemoryMarshal.GetArrayDataReference(derivatives);
        ref var bins = ref MemoryMarshal.GetReference(table.ByRow);
        ref var offsets = ref MemoryMarshal.GetReference(table.Offsets);
        var features = table.Features;
        foreach (var row in rows.AsSpan(node.Start, node.End - node.Start))
        {
            var pair = Vector128.LoadUnsafe(ref pairs, (nuint)(2 * row));
            ref var bin = ref Unsafe.Add(ref bins, row * features);
            for (var feature = from; feature < to; feature++)
            {
                var at = (nuint)(Unsafe.Add(ref offsets, feature) + 2 * Unsafe.Add(ref bin, feature));
                (Vector128.LoadUnsafe(ref histogram, at) + pair).StoreUnsafe(ref histogram, at);
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
        if (parallel && count > 1 && (long)size * table.Features >= WorthSharing)
        {
            Parallel.For(0, count, work);
            return;
        }

        for (var i = 0; i < count; i++)
            work(i);
    }
}
