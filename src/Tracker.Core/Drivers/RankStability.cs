namespace Tracker.Core.Drivers;

/// <summary>How an attribute's rank varies when other consumers of the same kind are asked.</summary>
/// <param name="Low">The best rank of the middle 95% of resamples.</param>
/// <param name="High">The worst of them.</param>
/// <param name="Top3">The share of resamples in which it is among the first three.</param>
internal readonly record struct RankStability(int Low, int High, double Top3)
{
    private const int Halves = 2;
    private const int Top = 3;
    private const double Tail = 0.025;

    /// <summary>Sets the seeds of resamples apart from those of null draws.</summary>
    private const int ResampleSeeds = 2_000_003;

    /// <summary>
    /// By attribute, from refits on rows drawn with replacement; where the table has more rows than a refit takes, so many are drawn, and ranks
    /// vary more than those of the whole. Copies of a row count by weight, so none is both learned from and judged on.
    /// </summary>
    public static RankStability[] Of(
        BinnedTable table, double[] target, double[] weights, DriverOptions options, DriverProgress progress, CancellationToken cancellation)
    {
        var ranks = new int[options.Resamples][];
        var boosting = options.Refits(BoostingLoss.Squared);
        Parallel.For(0, ranks.Length, new() { CancellationToken = cancellation }, resample =>
        {
            var random = new Random(options.Seed + ResampleSeeds * (resample + 1));
            var copies = new int[table.Rows];
            for (var draw = Math.Min(table.Rows, options.TestRows); draw > 0; draw--)
                copies[random.Next(table.Rows)]++;
            int[] rows = [.. Enumerable.Range(0, table.Rows).Where(row => copies[row] > 0)];
            var sample = table.Take(rows);
            var increase = new CrossFit(sample, Halves, random.Next()).Increase(
                Array.ConvertAll(rows, row => target[row]),
                Array.ConvertAll(rows, row => copies[row] * weights[row]),
                boosting,
                new(sample, parallel: false),
                cancellation);
            ranks[resample] = Ranks(increase, random);
            progress.Step();
        });
        return [.. Enumerable.Range(0, table.Features).Select(feature => Summary([.. ranks.Select(one => one[feature]).Order()]))];
    }

    private static int[] Ranks(double[] increase, Random random)
    {
        int[] order = [.. Enumerable.Range(0, increase.Length)];
        random.Shuffle(order); // attributes that no tree uses have no order
        order = [.. order.OrderByDescending(feature => increase[feature])];
        var ranks = new int[increase.Length];
        for (var i = 0; i < order.Length; i++)
            ranks[order[i]] = i + 1;
        return ranks;
    }

    private static RankStability Summary(int[] rising)
    {
        var beyond = (int)(Tail * rising.Length);
        return new(rising[beyond], rising[^(beyond + 1)], rising.Count(rank => rank <= Top) / (double)rising.Length);
    }
}
