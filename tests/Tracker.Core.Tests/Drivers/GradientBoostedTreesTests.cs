using Tracker.Core.Drivers;

namespace Tracker.Core.Tests.Drivers;

public class GradientBoostedTreesTests
{
    private static readonly BoostingOptions Stump = new() { Rounds = 1, LearningRate = 1, Depth = 1, L2 = 0, CategorySmoothing = 0 };

    [Fact]
    public void A_stump_finds_the_cut_that_an_exhaustive_search_finds()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var (table, target) = Data(random, 80, 3);
            var scores = Fit(table, target, Stump).Scores(table, All(table));
            Assert.Equal(BestSquares(table, target), Squares(scores, target), 1e-9);
        }
    }

    [Fact]
    public void Without_trees_the_score_is_the_weighted_mean()
    {
        BinnedTable table = new([new([1, 2, 1], 3, true)]);
        double[] weights = [1, 1, 2];
        Assert.Equal(4.75, GradientBoostedTrees.Fit(table, [0, 1, 2], [3, 6, 5], weights, Stump with { Rounds = 0 }, Stop).Begin, 1e-15);
    }

    [Fact]
    public void Without_trees_the_logistic_score_is_the_log_odds()
    {
        BinnedTable table = new([new([1, 2, 1, 1], 3, true)]);
        var model = Fit(table, [1, 0, 0, 0], Stump with { Rounds = 0, Loss = BoostingLoss.Logistic });
        Assert.Equal(Math.Log(1 / 3.0), model.Begin, 1e-15);
    }

    [Fact]
    public void A_logistic_model_tells_two_groups_apart()
    {
        BinnedTable table = new([new([1, 1, 1, 1, 2, 2, 2, 2], 3, false)]);
        var scores = Fit(table, [0, 0, 0, 1, 1, 1, 1, 0], new() { Loss = BoostingLoss.Logistic, Depth = 1, L2 = 0, CategorySmoothing = 0, MinChildWeight = 0 })
            .Scores(table, [0, 4]);
        Assert.Equal(Math.Log(1 / 3.0), scores[0], 1e-3);
        Assert.Equal(Math.Log(3), scores[1], 1e-3);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(0, 10)]
    public void Missing_goes_where_it_fits(double low, double high)
    {
        BinnedTable table = new([new([0, 0, 1, 1, 2, 2], 3, true)]);
        var missing = Math.Max(low, high);
        Assert.Equal([missing, missing, low, low, high, high], Fit(table, [missing, missing, low, low, high, high], Stump).Scores(table, All(table)));
    }

    [Fact]
    public void One_split_parts_categories_that_are_not_neighbours()
    {
        BinnedTable table = new([new([1, 2, 3, 4, 1, 2, 3, 4], 5, false)]);
        double[] target = [0, 1, 0, 1, 0, 1, 0, 1];
        Assert.Equal(target, Fit(table, target, Stump).Scores(table, All(table)));
    }

    [Fact]
    public void A_weight_of_two_is_two_rows()
    {
        var random = new Random(3);
        var (table, target) = Data(random, 60, 3);
        int[] twice = [.. All(table), .. All(table).Take(20)];
        var doubled = table.Take(twice);
        double[] weights = [.. All(table).Select(row => row < 20 ? 2.0 : 1.0)];
        var one = GradientBoostedTrees.Fit(table, All(table), target, weights, new() { Rounds = 5, Depth = 3 }, Stop).Scores(table, All(table));
        var other = Fit(doubled, [.. twice.Select(row => target[row])], new() { Rounds = 5, Depth = 3 }).Scores(table, All(table));
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void Scaling_the_target_scales_the_scores()
    {
        var (table, target) = Data(new(5), 200, 4);
        var one = Fit(table, target, new() { Rounds = 10 }).Scores(table, All(table));
        var other = Fit(table, [.. target.Select(value => 1024 * value)], new() { Rounds = 10 }).Scores(table, All(table));
        Assert.Equal(one.Select(score => 1024 * score), other);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var (table, target) = Data(new(6), 12_000, 24);
        BoostingOptions options = new() { Rounds = 4 };
        var alone = GradientBoostedTrees.Fit(table, All(table), target, Ones(table), options, new TreeGrower(table, parallel: false), Stop);
        Assert.Equal(alone.Scores(table, All(table)), Fit(table, target, options).Scores(table, All(table)));
    }

    [Fact]
    public void Noise_stops_early_and_signal_does_not()
    {
        var (table, target) = Data(new(7), 2_000, 3);
        BoostingOptions options = new() { HeldOutShare = 0.3, Rounds = 60, Depth = 3 };
        var noise = Fit(table, [.. target.Select((_, i) => new Random(i).Normal())], options);
        var signal = Fit(table, [.. All(table).Select(row => (double)table[0].Bins[row])], options);
        Assert.True(noise.Rounds < 20, $"{noise.Rounds} rounds");
        Assert.True(signal.Rounds > 30, $"{signal.Rounds} rounds");
    }

    [Fact]
    public void A_constant_target_grows_no_split()
    {
        var (table, _) = Data(new(8), 50, 2);
        var model = Fit(table, [.. Enumerable.Repeat(3.0, 50)], new() { Rounds = 3 });
        Assert.Equal([0, 0], model.Gains);
        Assert.All(model.Scores(table, All(table)), score => Assert.Equal(3, score, 1e-12));
    }

    [Fact]
    public void Cancelled_it_ends()
    {
        var (table, target) = Data(new(9), 50, 2);
        Assert.Throws<OperationCanceledException>(() => GradientBoostedTrees.Fit(table, All(table), target, Ones(table), null, new CancellationToken(true)));
    }

    [Fact]
    public void What_is_not_finite_is_refused()
    {
        BinnedTable table = new([new([1, 2], 3, true)]);
        Assert.Throws<ArgumentException>(() => GradientBoostedTrees.Fit(table, [0, 1], [1, double.NaN], [1, 1], null, Stop));
        Assert.Throws<ArgumentException>(() => GradientBoostedTrees.Fit(table, [0, 1], [1, 2], [1, -1], null, Stop));
        Assert.Throws<ArgumentException>(() => GradientBoostedTrees.Fit(table, [0, 1], [1, 2], [0, 0], null, Stop));
        Assert.Throws<ArgumentException>(() => GradientBoostedTrees.Fit(table, [1, 0], [1, 2], [1, 1], null, Stop));
        Assert.Throws<ArgumentException>(() => GradientBoostedTrees.Fit(table, [0, 1], [1, 2], [1, 1], new() { Depth = 0 }, Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int[] All(BinnedTable table) => [.. Enumerable.Range(0, table.Rows)];

    private static double[] Ones(BinnedTable table) => [.. Enumerable.Repeat(1.0, table.Rows)];

    private static BoostedModel Fit(BinnedTable table, double[] target, BoostingOptions options) =>
        GradientBoostedTrees.Fit(table, All(table), target, Ones(table), options, Stop);

    private static (BinnedTable Table, double[] Target) Data(Random random, int rows, int features)
    {
        BinnedColumn[] columns =
        [
            .. Enumerable.Range(0, features).Select(_ => new BinnedColumn([.. Enumerable.Range(0, rows).Select(_ => (byte)(1 + random.Next(6)))], 7, true)),
        ];
        return (new(columns), [.. Enumerable.Range(0, rows).Select(row => columns[0].Bins[row] + random.Normal())]);
    }

    private static double Squares(double[] scores, double[] target) => scores.Zip(target, (score, wanted) => (score - wanted) * (score - wanted)).Sum();

    /// <summary>The least sum of squares of two means, over every feature and cut with a row on each side.</summary>
    private static double BestSquares(BinnedTable table, double[] target)
    {
        var least = double.PositiveInfinity;
        for (var feature = 0; feature < table.Features; feature++)
        {
            for (var cut = 1; cut < 6; cut++)
            {
                var (left, right) = (Side(row => table[feature].Bins[row] <= cut), Side(row => table[feature].Bins[row] > cut));
                if (left.Length > 0 && right.Length > 0)
                    least = Math.Min(least, Around(left) + Around(right));
            }
        }

        return least;

        double[] Side(Func<int, bool> isThere) => [.. All(table).Where(isThere).Select(row => target[row])];

        static double Around(double[] values) => values.Sum(value => (value - values.Average()) * (value - values.Average()));
    }
}
