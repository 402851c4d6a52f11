namespace Tracker.Core.Drivers;

/// <summary>Which attributes carry the same information: the trees use one of them, and could as well have used another.</summary>
public static class SharedInformation
{
    /// <summary>Attributes with this much association or more are one cluster.</summary>
    public const double Bound = 0.8;

    /// <summary>Rows that association is counted on, at most.</summary>
    private const int MostRows = 20_000;

    /// <summary>A cluster's number for each feature: that of its first member. Clusters are the connected components of pairs at the bound or above.</summary>
    public static int[] Clusters(BinnedTable table, int seed)
    {
        var sample = table.Take(Subsample.Of(table.Rows, MostRows, seed));
        int[] cluster = [.. Enumerable.Range(0, table.Features)];
        for (var one = 0; one < cluster.Length; one++)
        {
            for (var other = one + 1; other < cluster.Length; other++)
            {
                if (cluster[one] != cluster[other] && CramersV(sample[one], sample[other]) >= Bound)
                    Join(cluster, cluster[one], cluster[other]);
            }
        }

        return cluster;
    }

    /// <summary>
    /// Cramér's V over rows where both are known, corrected for its bias (Bergsma 2013): 0 for independent attributes, 1 where one of them says the other.
    /// </summary>
    public static double CramersV(BinnedColumn one, BinnedColumn other)
    {
        var counts = new int[one.Count, other.Count];
        var (ones, others) = (new int[one.Count], new int[other.Count]);
        var rows = 0;
        for (var row = 0; row < one.Bins.Length; row++)
        {
            var (a, b) = (one.Bins[row], other.Bins[row]);
            if (a == BinnedColumn.Missing || b == BinnedColumn.Missing)
                continue;
            counts[a, b]++;
            ones[a]++;
            others[b]++;
            rows++;
        }

        double k = ones.Count(count => count > 0), l = others.Count(count => count > 0);
        if (rows < 2 || k < 2 || l < 2)
            return 0;
        var squares = 0.0;
        for (var a = 0; a < ones.Length; a++)
        {
            for (var b = 0; b < others.Length; b++)
                squares += counts[a, b] == 0 ? 0 : (double)counts[a, b] * counts[a, b] / ((double)ones[a] * others[b]);
        }

        var excess = Math.Max(0, squares - 1 - (k - 1) * (l - 1) / (rows - 1));
        var least = Math.Min(k - (k - 1) * (k - 1) / (rows - 1), l - (l - 1) * (l - 1) / (rows - 1)) - 1;
        return least > 0 ? Math.Min(1, Math.Sqrt(excess / least)) : 0;
    }

    private static void Join(int[] cluster, int one, int other)
    {
        var (into, from) = (Math.Min(one, other), Math.Max(one, other));
        for (var i = 0; i < cluster.Length; i++)
            cluster[i] = cluster[i] == from ? into : cluster[i];
    }
}
