using Tracker.Core.Panel;

namespace Tracker.Core.Drivers;

/// <summary>Ranks attributes by how much they explain of a change between two months.</summary>
public static class DriverRanking
{
    /// <summary>Changes that differ by less, relative to their size, are all the same.</summary>
    private const double Same = 1e-12;

    /// <summary>The drivers of a change: the same for any number of threads.</summary>
    /// <param name="changes">Consumers, their changes and attributes.</param>
    /// <param name="options">Null for the published ones.</param>
    /// <param name="report">Told the share of the work that is done.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <exception cref="ArgumentException">The changes are not as expected, or an option is not.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RankedDrivers Of(
        AttributedChanges changes, DriverOptions? options = null, IProgress<double>? report = null, CancellationToken cancellation = default)
    {
        options ??= DriverOptions.Default;
        options.Check();
        changes.Check();
        var (candidates, leftOut) = Prepare(changes.Attributes, options.MinConsumers, cancellation);
        double[] raw = [.. changes.Change];
        var weights = Weights(changes);
        return new()
        {
            Drivers = candidates.Length == 0 ? [] : Rank(changes, candidates, raw, Centred(Winsorised.Of(raw).Values, weights), weights, options, report, cancellation),
            LeftOut = leftOut,
            Consumers = raw.Length,
            Change = WeightedMean.Of(raw, weights),
        };
    }

    private static Driver[] Rank(
        AttributedChanges changes,
        Candidate[] candidates,
        double[] raw,
        double[] target,
        double[] weights,
        DriverOptions options,
        IProgress<double>? report,
        CancellationToken cancellation)
    {
        var tests = changes.Bought is null ? 1 : 3;
        var progress = new DriverProgress(report, options.Folds + options.Resamples + tests * (1 + options.NullRefits));
        var table = new BinnedTable([.. candidates.Select(candidate => candidate.Column)]);
        var (importance, gain) = Importance(table, target, weights, options, progress, cancellation);
        var (p, q) = ImportanceTest.Of(table, target, weights, BoostingLoss.Squared, options, progress, cancellation);
        var stability = RankStability.Of(table, target, weights, options, progress, cancellation);
        var acts = changes.Bought is { } bought && q.Any(value => value <= DriverOptions.Level)
            ? ActsTest.Of(table, target, weights, bought, options, progress, cancellation)
            : null;
        var values = SafeValues.Of(candidates, changes.Sizes, options.MinConsumers);
        var clusters = SharedInformation.Clusters(table, options.Seed);
        return
        [
            .. Enumerable.Range(0, candidates.Length)
                .OrderByDescending(i => importance[i])
                .ThenBy(i => p[i])
                .ThenBy(i => candidates[i].Name, StringComparer.Ordinal)
                .Select((i, at) => new Driver
                {
                    Attribute = candidates[i].Name,
                    Rank = at + 1,
                    Importance = importance[i],
                    Gain = gain[i],
                    P = p[i],
                    Q = q[i],
                    EpsilonSquared = EpsilonSquared.Of(table[i], target, weights),
                    RankLow = stability[i].Low,
                    RankHigh = stability[i].High,
                    Top3Frequency = stability[i].Top3,
                    Acts = q[i] <= DriverOptions.Level ? acts?[i] : null,
                    SameAs = [.. Enumerable.Range(0, candidates.Length).Where(j => j != i && clusters[j] == clusters[i]).Select(j => candidates[j].Name)],
                    Values = DriverValues.Of(values[i], raw, weights, changes),
                }),
        ];
    }

    private static (double[] Importance, double[] Gain) Importance(
        BinnedTable table, double[] target, double[] weights, DriverOptions options, DriverProgress progress, CancellationToken cancellation)
    {
        var fit = new CrossFit(table, options.Folds, options.Seed);
        var folds = new (BoostedModel Model, double[] Increase)[fit.Folds];
        var boosting = options.Boosting with { Loss = BoostingLoss.Squared, Seed = options.Seed };
        Parallel.For(0, folds.Length, new() { CancellationToken = cancellation }, fold =>
        {
            folds[fold] = fit.Judge(fold, target, weights, boosting, new(table, parallel: false), cancellation);
            progress.Step();
        });
        return (Shares(fold => fold.Increase), Shares(fold => fold.Model.Gains));

        double[] Shares(Func<(BoostedModel Model, double[] Increase), IReadOnlyList<double>> of)
        {
            double[] sums = [.. Enumerable.Range(0, table.Features).Select(feature => Math.Max(0, folds.Sum(fold => of(fold)[feature])))];
            var total = sums.Sum();
            return Array.ConvertAll(sums, sum => total > 0 ? sum / total : 0);
        }
    }

    private static (Candidate[] Candidates, LeftOut[] LeftOut) Prepare(
        IReadOnlyList<AttributeColumn> attributes, int least, CancellationToken cancellation)
    {
        var prepared = new (Candidate? Candidate, LeftOut? LeftOut)[attributes.Count];
        Parallel.For(0, prepared.Length, new() { CancellationToken = cancellation }, i => prepared[i] = AttributePreparation.Of(attributes[i], least));
        return ([.. prepared.Select(one => one.Candidate).OfType<Candidate>()], [.. prepared.Select(one => one.LeftOut).OfType<LeftOut>()]);
    }

    /// <summary>With mean 1, so that limits in weights mean consumers.</summary>
    private static double[] Weights(AttributedChanges changes)
    {
        if (changes.Weights is not { } given)
            return Enumerable.Repeat(1.0, changes.Change.Count).ToArray();
        var mean = given.Average();
        return [.. given.Select(weight => weight / mean)];
    }

    /// <summary>Less their mean, which no attribute is to explain; exactly 0 where all are the same but for rounding.</summary>
    private static double[] Centred(double[] values, double[] weights)
    {
        var mean = WeightedMean.Of(values, weights);
        var same = values.Max() - values.Min() <= Same * values.Max(Math.Abs);
        return Array.ConvertAll(values, value => same ? 0 : value - mean);
    }
}
