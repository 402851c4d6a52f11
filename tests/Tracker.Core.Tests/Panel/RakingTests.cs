using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Panel;

public class RakingTests
{
    /// <summary>People by age (rows) and marital status, one year's table raked to the margins of the next: Friedlander 1961, quoted by Bishop,
    /// Fienberg and Holland, Discrete Multivariate Analysis (1975), page 98. The fitted figures were computed by a separate program.</summary>
    [Fact]
    public void A_published_table_raked_to_its_new_margins()
    {
        int[][] before = [[1306, 83, 0], [619, 765, 3], [263, 1194, 9], [173, 1372, 28], [171, 1393, 51], [159, 1372, 81], [208, 1350, 108], [1116, 4100, 2329]];
        double[] ages = [1412, 1402, 1450, 1541, 1681, 1532, 1662, 7644], statuses = [3988, 11702, 2634];
        double[][] after =
        [
            [1325.27, 86.73, 0], [615.56, 783.39, 3.05], [253.94, 1187.18, 8.88], [165.13, 1348.55, 27.32],
            [173.41, 1454.71, 52.87], [147.21, 1308.12, 76.67], [202.33, 1352.28, 107.40], [1105.16, 4181.04, 2357.81],
        ];
        var panel = Panel(before);
        var weights = Raking.Weights(Targets(ages, statuses), panel);

        var fitted = Fitted(weights, panel);
        Assert.All(fitted, (people, i) => Assert.Equal(after[i / 3][i % 3], people, 0.005));
        Assert.Equal((WeightingOutcome.Exact, 0), (weights.Outcome, weights.Trimmed));
    }

    /// <summary>
    /// A sample of 1,423 people by education (rows) and origin, raked to the margins of a table of 9.0 million, with the fitted table that the log-linear
    /// program LEM (Vermunt 1997) printed: question "Iterative Proportional Fitting in R", Cross Validated. It stopped up to 6 parts in
    /// 100,000 short of the limit, which R's loglin(start = sample, eps = 1e-6) gives to the digits of the second table.
    /// </summary>
    [Fact]
    public void A_fitted_table_as_another_program_printed_it()
    {
        int[][] sample = [[6, 62, 43], [14, 169, 100], [46, 327, 186], [16, 174, 72], [6, 44, 23], [21, 72, 42]];
        double[] education = [1_722_080, 1_813_998, 3_105_043, 1_118_793, 401_511, 815_651], origin = [878_074, 5_227_320, 2_871_682];
        double[][] printed =
        [
            [124_204.64, 960_173.6, 637_701.7], [119_749.12, 1_081_459.0, 612_789.9], [336_934.21, 1_792_001.6, 976_107.2],
            [90_512.27, 736_464.1, 291_816.6], [43_486.91, 238_593.0, 119_431.0], [163_186.85, 418_628.6, 233_835.5],
        ];
        double[][] limit =
        [
            [124_197.46089, 960_181.4325, 637_701.1066], [119_743.79456, 1_081_463.4160, 612_790.7894], [336_938.09933, 1_792_009.0143, 976_095.8864],
            [90_514.44154, 736_456.8214, 291_821.7371], [43_486.61715, 238_592.7255, 119_431.6573], [163_193.58653, 418_616.5904, 233_840.8231],
        ];
        var panel = Panel(sample);
        var weights = Raking.Weights(Targets(education, origin), panel);

        Assert.Equal((WeightingOutcome.Exact, 0), (weights.Outcome, weights.Trimmed));
        var fitted = Fitted(weights, panel);
        Assert.All(fitted, (people, i) => Assert.Equal(1, people / printed[i / 3][i % 3], 1e-4));
        Assert.All(fitted, (people, i) => Assert.Equal(limit[i / 3][i % 3], people, 1e-3));
    }

    /// <summary>
    /// Raking keeps the ratio of odds, here 1, so that from a table of equal cells it goes to the product of the margins; and from
    /// 1, 1, 1, 4 (ratio 4) to margins of one half: x² / (½ − x)² = 4, x = ⅓.
    /// </summary>
    [Fact]
    public void Two_by_two_by_hand()
    {
        var equal = Panel([5, 5], [5, 5]);
        Assert.Equal([6, 24, 14, 56], Fitted(Raking.Weights(Targets([30, 70], [20, 80]), equal), equal).Select(people => Math.Round(people, 9)));
        var odds = Panel([1, 1], [1, 4]);
        Assert.Equal([2, 1, 1, 2], Fitted(Raking.Weights(Targets([3, 3], [3, 3]), odds), odds).Select(people => Math.Round(people, 9)));
    }

    [Fact]
    public void Margins_are_reproduced_where_the_cells_allow_it()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var panel = Panel([.. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 4).Select(_ => 1 + random.Next(200)).ToArray())]);
            double[] rows = [.. Enumerable.Range(0, 5).Select(_ => 1_000 + 9_000 * random.NextDouble())], columns = [.. Enumerable.Range(0, 4).Select(_ => 1_000 + 9_000 * random.NextDouble())];
            columns = [.. columns.Select(people => people * rows.Sum() / columns.Sum())];
            var weights = Raking.Weights(Targets(rows, columns), panel);

            Assert.Contains(weights.Outcome, new[] { WeightingOutcome.Exact, WeightingOutcome.AboveLimit });
            var fitted = Fitted(weights, panel);
            Assert.All(rows, (people, row) => Assert.Equal(1, fitted.Where((_, i) => i / 4 == row).Sum() / people, 1e-9));
            Assert.All(columns, (people, column) => Assert.Equal(1, fitted.Where((_, i) => i % 4 == column).Sum() / people, 1e-9));
            Assert.True(weights.LargestGap <= Raking.Tolerance);
        }
    }

    [Fact]
    public void The_order_of_tables_and_cells_decides_nothing()
    {
        var panel = Panel([10, 20, 5], [40, 2, 9]);
        var turned = new CellCounts(panel.Attributes, [.. panel.Cells.Reverse()]);
        var targets = Targets([300, 200], [100, 250, 150]);
        var swapped = new MonthTargets(targets.Month, [.. targets.Margins.Reverse().Select(margin => new PopulationMargin(margin.Attributes, [.. margin.Cells.Reverse()]))]);
        var (one, other) = (Raking.Weights(targets, panel), Raking.Weights(swapped, turned));
        Assert.All(one.Relative.Zip(other.Relative.Reverse()), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
    }

    [Fact]
    public void A_weight_above_five_times_the_median_is_cut_and_the_margins_still_hold()
    {
        // Three times too few of the first row and of the first column: the cell that is in both has weight 9, the median is 1.
        var panel = Panel([10, 200], [200, 2_000]);
        var targets = Targets([690, 2_600], [690, 2_600]);
        var weights = Raking.Weights(targets, panel);

        Assert.Equal((WeightingOutcome.Exact, 10), (weights.Outcome, weights.Trimmed));
        Assert.Equal(5, weights.LargestWeight, 1e-4);
        var fitted = Fitted(weights, panel);
        Assert.Equal(690, fitted[0] + fitted[1], 1e-6);
        Assert.Equal(690, fitted[0] + fitted[2], 1e-6);
        Assert.True(weights.LargestGap <= Raking.Tolerance);
    }

    [Fact]
    public void Targets_that_force_a_weight_above_the_limit_are_met_and_the_result_says_so()
    {
        var panel = Panel([1, 1], [100, 100]);
        var weights = Raking.Weights(Targets([100, 200], [150, 150]), panel);
        Assert.Equal((WeightingOutcome.AboveLimit, 2), (weights.Outcome, weights.Trimmed));
        Assert.Equal(50, weights.LargestWeight, 1e-9);
        Assert.True(weights.LargestGap <= Raking.Tolerance);
    }

    [Fact]
    public void Margins_with_different_totals_contradict_each_other()
    {
        var panel = Panel([10, 10], [10, 10]);
        var weights = Raking.Weights(Targets([50, 50], [60, 60]), panel);
        Assert.Equal(WeightingOutcome.Contradictory, weights.Outcome);
        Assert.Equal(1 / 6.0, weights.LargestGap, 1e-12);
        Assert.Equal(120, Fitted(weights, panel).Sum(), 1e-9); // the total of the first margin by name, column; row by its shares
    }

    [Fact]
    public void Margins_that_the_cells_of_the_panel_cannot_meet_together_contradict_each_other()
    {
        // Only the first row has the first column, which is to have more people than the row.
        var panel = Panel([10, 0], [0, 10]);
        var weights = Raking.Weights(Targets([40, 60], [70, 30]), panel);
        Assert.Equal(WeightingOutcome.Contradictory, weights.Outcome);
        Assert.True(weights.LargestGap > 0.1);
        Assert.All(weights.Relative, relative => Assert.True(double.IsFinite(relative)));
    }

    [Fact]
    public void A_category_without_a_consumer_is_merged_in_its_own_margin()
    {
        var panel = new CellCounts(["column", "row"], [new(new(["0", "0"]), 10), new(new(["1", "0"]), 10)]);
        var weights = Raking.Weights(Targets([60, 40], [50, 50]), panel);
        Assert.Equal("row=1 into row=0", Assert.Single(weights.Merged).ToString());
        Assert.Equal((WeightingOutcome.Exact, 5.0), (weights.Outcome, weights.LargestWeight));
    }

    [Fact]
    public void A_consumer_of_whom_one_value_is_unknown_is_outside_all_margins()
    {
        var panel = new CellCounts(["column", "row"], [new(new(["0", "0"]), 10), new(new(["1", "1"]), 10), new(new([null, "1"]), 20)]);
        var weights = Raking.Weights(Targets([60, 60], [60, 60]), panel);
        Assert.Equal((20, WeightingOutcome.Exact), (weights.Outside, weights.Outcome));
        Assert.All(weights.Relative, relative => Assert.Equal(1, relative, 1e-12));
    }

    private static MonthTargets Targets(double[] rows, double[] columns) => new(new(2024, 1), [Margin("row", rows), Margin("column", columns)]);

    private static PopulationMargin Margin(string attribute, double[] people) =>
        new([attribute], [.. people.Select((one, i) => new PopulationCell([$"{i}"], one))]);

    private static CellCounts Panel(params int[][] table) =>
        new(["column", "row"], [.. table.SelectMany((row, r) => row.Select((consumers, c) => new CellCount(new([$"{c}", $"{r}"]), consumers)))]);

    /// <summary>People by cell.</summary>
    private static double[] Fitted(CellWeights weights, CellCounts panel) =>
        [.. panel.Cells.Select((cell, i) => cell.Consumers * weights.Mean * weights.Relative[i])];
}
