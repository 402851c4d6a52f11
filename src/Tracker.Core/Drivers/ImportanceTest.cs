namespace Tracker.Core.Drivers;

/// <summary>Whether attributes explain a target more than chance lets them.</summary>
internal static class ImportanceTest
{
    private const int Halves = 2;

    /// <summary>Sets the seeds of draws apart from those of folds.</summary>
    private const int DrawSeeds = 1_000_003;

    /// <summary>
    /// p and q by attribute. The statistic is the increase of the held-out loss, cross-fitted in halves with few shallow trees; its null are refits of the same on the
    /// same rows, folds and permutations with the target drawn anew.
    /// </summary>
    public static (double[] P, double[] Q) Of(
        BinnedTable table, double[] target, double[] weights, BoostingLoss loss, DriverOptions options, DriverProgress progress, CancellationToken cancellation)
    {
        var rows = Subsample.Of(table.Rows, options.TestRows, options.Seed);
        var sample = table.Take(rows);
        var changes = Array.ConvertAll(rows, row => target[row]);
        var mass = Array.ConvertAll(rows, row => weights[row]);
        var fit = new CrossFit(sample, Halves, options.Seed);
        var boosting = options.Refits(loss);
        var mean = WeightedMean.Of(changes, mass);
        var draws = new double[1 + options.NullRefits][];
        Parallel.For(
            0,
            draws.Length,
            new() { CancellationToken = cancellation },
            () => new TreeGrower(sample, parallel: false),
            (draw, _, grower) =>
            {
                var drawn = draw == 0 ? changes : Draw(changes, mean, options.Null, new Random(options.Seed + DrawSeeds * draw));
                draws[draw] = fit.Increase(drawn, mass, boosting, grower, cancellation);
                progress.Step();
                return grower;
            },
            _ => { });
        return StepDownMaxT.Of(draws[0], draws[1..]);
    }

    private static double[] Draw(double[] changes, double mean, NullDraw kind, Random random)
    {
        var drawn = (double[])changes.Clone();
        if (kind == NullDraw.Permuted)
        {
            random.Shuffle(drawn);
            return drawn;
        }

        for (var i = 0; i < drawn.Length; i++)
        {
            if (random.Next(2) == 0)
                drawn[i] = 2 * mean - drawn[i];
        }

        return drawn;
    }
}
