namespace Tracker.Core.Drivers;

/// <summary>
/// Features put together so that their joint bins fit into a byte: a node is summed once for each of few joint columns instead of once for each feature, and the
/// sums of a feature's bins are those of the joint bins that it is part of.
/// </summary>
internal sealed class JointColumns
{
    private readonly int[][] groups;
    private readonly int[] counts;
    private readonly byte[] byRow;

    public JointColumns(IReadOnlyList<BinnedColumn> columns, int rows)
    {
        groups = Groups(columns);
        counts = [.. groups.Select(group => group.Aggregate(1, (product, feature) => product * columns[feature].Count))];
        Offsets = new int[groups.Length];
        byRow = new byte[checked(rows * groups.Length)];
        for (var group = 0; group < groups.Length; group++)
        {
            Offsets[group] = 2 * Bins;
            Bins += counts[group];
            foreach (var feature in groups[group])
            {
                var (bins, count) = (columns[feature].Bins, columns[feature].Count);
                for (var row = 0; row < rows; row++)
                    byRow[row * groups.Length + group] = (byte)(byRow[row * groups.Length + group] * count + bins[row]);
            }
        }
    }

    public int Count => groups.Length;

    /// <summary>Bins of all joint columns.</summary>
    public int Bins { get; }

    /// <summary>Where each joint column begins in a histogram of two doubles a bin.</summary>
    public int[] Offsets { get; }

    /// <summary>The joint bins of row r are at r × Count and after.</summary>
    public ReadOnlySpan<byte> ByRow => byRow;

    /// <summary>Adds the sums of joint bins to those of each feature's bins.</summary>
    public void Spread(ReadOnlySpan<double> joint, Span<double> histogram, BinnedTable table)
    {
        for (var group = 0; group < groups.Length; group++)
        {
            for (var bin = 0; bin < counts[group]; bin++)
            {
                var (at, rest) = (Offsets[group] + 2 * bin, bin);
                if (joint[at + 1] == 0 && joint[at] == 0)
                    continue;
                for (var member = groups[group].Length - 1; member >= 0; member--)
                {
                    var feature = groups[group][member];
                    (rest, var own) = Math.DivRem(rest, table[feature].Count);
                    var to = table.Offsets[feature] + 2 * own;
                    histogram[to] += joint[at];
                    histogram[to + 1] += joint[at + 1];
                }
            }
        }
    }

    /// <summary>Each feature, those with most bins first, in the first group that still has room.</summary>
    private static int[][] Groups(IReadOnlyList<BinnedColumn> columns)
    {
        var groups = new List<(List<int> Features, int Bins)>();
        foreach (var feature in Enumerable.Range(0, columns.Count).OrderByDescending(feature => columns[feature].Count))
        {
            var place = groups.FindIndex(group => group.Bins * columns[feature].Count <= BinnedColumn.MaxCount);
            if (place < 0)
            {
                groups.Add(([feature], columns[feature].Count));
                continue;
            }

            groups[place].Features.Add(feature);
            groups[place] = groups[place] with { Bins = groups[place].Bins * columns[feature].Count };
        }

        return [.. groups.Select(group => group.Features.ToArray())];
    }
}
