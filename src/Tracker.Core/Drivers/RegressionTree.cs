using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tracker.Core.Drivers;

/// <summary>
/// A binary tree with room for all nodes of its depth: the children of node n are 2n + 1 and 2n + 2. A node without a split sends
/// everything to the left, where its leaf is.
/// </summary>
internal sealed class RegressionTree(int depth)
{
    private readonly int[] features = new int[(1 << depth) - 1];
    private readonly BinSet[] right = new BinSet[(1 << depth) - 1];
    private readonly double[] values = new double[1 << depth];
    private readonly double[] gains = new double[(1 << depth) - 1];

    /// <summary>Features that a split uses, rising.</summary>
    public IEnumerable<int> Used => Splits.Select(split => split.Feature).Distinct().Order();

    public IEnumerable<(int Feature, double Gain)> Splits => features.Zip(gains).Where(split => split.Second > 0);

    public void Split(int node, int feature, in BinSet toRight, double gain) =>
        (features[node], right[node], gains[node]) = (feature, toRight, gain);

    /// <summary>Makes a leaf of a node on a level, the root's being 0.</summary>
    public void Leaf(int node, int level, double value) => values[(node + 1 - (1 << level)) << (depth - level)] = value;

    /// <summary>The value of the leaf that a row falls into.</summary>
    /// <param name="bins">One bin a feature.</param>
    public double Value(ReadOnlySpan<byte> bins)
    {
        var node = 0;
        ref var x = ref MemoryMarshal.GetReference(bins);
        for (var level = 0; level < depth; level++)
            node = 2 * node + 1 + BinSet.Holds(in right[node], Unsafe.Add(ref x, features[node]));
        return values[node - features.Length];
    }

    /// <summary>The values of many rows, whose bins are given by feature.</summary>
    /// <param name="bins">By feature, one bin a row.</param>
    /// <param name="values">One a row, written.</param>
    public void Values(ReadOnlySpan<byte[]> bins, Span<double> values)
    {
        var places = new ushort[values.Length]; // from the left, of the nodes of a level
        for (var level = 0; level < depth; level++)
        {
            var first = (1 << level) - 1;
            var (columns, goesRight) = (new byte[first + 1][], new byte[(first + 1) * BinnedColumn.MaxCount]);
            for (var place = 0; place <= first; place++)
            {
                columns[place] = bins[features[first + place]];
                for (var bin = 0; bin < BinnedColumn.MaxCount; bin++)
                    goesRight[place * BinnedColumn.MaxCount + bin] = (byte)BinSet.Holds(in right[first + place], bin);
            }

            for (var row = 0; row < places.Length; row++)
            {
                int place = places[row];
                places[row] = (ushort)(2 * place + goesRight[place * BinnedColumn.MaxCount + columns[place][row]]);
            }
        }

        for (var row = 0; row < values.Length; row++)
            values[row] = this.values[places[row]];
    }
}
