using System.Numerics;

namespace Tracker.Core.Decomposition;

/// <summary>The sums of cross-classified cells over every set of their attributes, in both months, as seen from each cell.</summary>
internal sealed class Margins
{
    private readonly int attributes;

    /// <summary>By set of attributes (its bits), then by cell: the share of all whom the cell shares those attributes' values with.</summary>
    private readonly double[][] before;

    private readonly double[][] after;

    private Margins(int attributes, double[][] before, double[][] after) =>
        (this.attributes, this.before, this.after) = (attributes, before, after);

    /// <summary>Whether a cell that exists in a month has in the other nobody who shares some of its values.</summary>
    public bool AnyEmpty
    {
        get
        {
            var full = before.Length - 1;
            return Enumerable.Range(0, full).Any(set => Enumerable.Range(0, before[full].Length).Any(cell =>
                (before[full][cell] > 0 || after[full][cell] > 0) && (before[set][cell] <= 0 || after[set][cell] <= 0)));
        }
    }

    public static Margins Of(IReadOnlyList<SegmentKey> keys, double[] before, double[] after)
    {
        var attributes = keys[0].Values.Count;
        var (first, second) = (new double[1 << attributes][], new double[1 << attributes][]);
        for (var set = 0; set < first.Length; set++)
        {
            var cells = Groups(keys, set);
            (first[set], second[set]) = (Sums(cells, before), Sums(cells, after));
        }

        return new(attributes, first, second);
    }

    /// <summary>A factor an attribute, whose product is the share of a cell: the mean of ln N(S with it) − ln N(S) over the sets S of the
    /// others, with Shapley's weights.</summary>
    public (double[][] Before, double[][] After) Geometric() => (Geometric(before), Geometric(after));

    /// <summary>The conditional shares of each attribute given those before it in an order; their product is the share of a cell.</summary>
    public (double[][] Before, double[][] After) Conditional(int[] order)
    {
        var (first, second) = (new double[attributes][], new double[attributes][]);
        var given = 0;
        foreach (var attribute in order)
        {
            var with = given | 1 << attribute;
            var cells = before[0].Length;
            (first[attribute], second[attribute]) = (new double[cells], new double[cells]);
            for (var cell = 0; cell < cells; cell++)
            {
                var here = before[given][cell] > 0 ? before[with][cell] / before[given][cell] : (double?)null;
                var there = after[given][cell] > 0 ? after[with][cell] / after[given][cell] : (double?)null;
                first[attribute][cell] = here ?? there ?? 0;
                second[attribute][cell] = there ?? here ?? 0;
            }

            given = with;
        }

        return (first, second);
    }

    private double[][] Geometric(double[][] margins)
    {
        var factors = new double[attributes][];
        for (var k = 0; k < attributes; k++)
        {
            factors[k] = new double[margins[0].Length];
            for (var set = 0; set < margins.Length; set++)
            {
                if ((set >> k & 1) != 0)
                    continue;
                var weight = Weight(BitOperations.PopCount((uint)set));
                for (var cell = 0; cell < factors[k].Length; cell++)
                    factors[k][cell] += weight * (Math.Log(margins[set | 1 << k][cell]) - Math.Log(margins[set][cell]));
            }

            for (var cell = 0; cell < factors[k].Length; cell++)
                factors[k][cell] = margins[^1][cell] > 0 ? Math.Exp(factors[k][cell]) : 0;
        }

        return factors;
    }

    /// <summary>s!(n−1−s)!/n!</summary>
    private double Weight(int size)
    {
        var weight = 1.0 / attributes;
        for (var s = 1; s <= size; s++)
            weight *= (double)s / (attributes - s);
        return weight;
    }

    private static int[] Groups(IReadOnlyList<SegmentKey> keys, int set)
    {
        var groups = new Dictionary<SegmentKey, int>();
        return [.. keys.Select(key =>
        {
            var part = new SegmentKey([.. key.Values.Where((_, attribute) => (set >> attribute & 1) != 0)]);
            return groups.TryGetValue(part, out var group) ? group : groups[part] = groups.Count;
        })];
    }

    private static double[] Sums(int[] groups, double[] amounts)
    {
        var sums = new double[groups.Length];
        var total = amounts.Sum();
        for (var i = 0; i < groups.Length; i++)
            sums[groups[i]] += amounts[i] / total;
        return [.. groups.Select(group => sums[group])];
    }
}
