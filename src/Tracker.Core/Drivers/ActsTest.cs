namespace Tracker.Core.Drivers;

/// <summary>Says of each attribute whether it acts on who buys, on how those who buy in both months do, or on both.</summary>
internal static class ActsTest
{
    /// <summary>Each of the two follow-up tests of a driver that has passed, at half the level.</summary>
    private const double Level = DriverOptions.Level / 2;

    /// <summary>
    /// Mix: a logistic model tells the two months' buyers apart; a consumer who buys in both is in both lots, as one row with a target between. Behaviour: the change of
    /// those who bought in both. Where neither passes by itself the smaller p says which.
    /// </summary>
    /// <returns>One an attribute.</returns>
    public static DriverActs[] Of(
        BinnedTable table,
        double[] change,
        double[] weights,
        IReadOnlyList<(bool Before, bool After)> bought,
        DriverOptions options,
        DriverProgress progress,
        CancellationToken cancellation)
    {
        var mix = Chances(row => bought[row].Before || bought[row].After, BoostingLoss.Logistic, Share, Purchases);
        var behaviour = Chances(row => bought[row].Before && bought[row].After, BoostingLoss.Squared, row => change[row], row => weights[row]);
        return [.. mix.Zip(behaviour, Label)];

        double Share(int row) => bought[row] switch { (true, true) => 0.5, (_, var after) => after ? 1 : 0 };

        double Purchases(int row) => weights[row] * (bought[row] is (true, true) ? 2 : 1);

        double[] Chances(Func<int, bool> counts, BoostingLoss loss, Func<int, double> target, Func<int, double> weight)
        {
            int[] rows = [.. Enumerable.Range(0, table.Rows).Where(counts)];
            if (rows.Length < AttributedChanges.LeastConsumers)
                return Enumerable.Repeat(1.0, table.Features).ToArray();
            double[] targets = [.. rows.Select(target)], mass = [.. rows.Select(weight)];
            return ImportanceTest.Of(table.Take(rows), targets, mass, loss, options, progress, cancellation).P;
        }
    }

    private static DriverActs Label(double mix, double behaviour) => (mix <= Level, behaviour <= Level) switch
    {
        (true, true) => DriverActs.Both,
        (true, false) => DriverActs.Mix,
        (false, true) => DriverActs.Behaviour,
        _ => mix < behaviour ? DriverActs.Mix : DriverActs.Behaviour,
    };
}
