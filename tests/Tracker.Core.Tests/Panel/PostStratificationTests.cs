using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Panel;

public class PostStratificationTests
{
    private static readonly string[] Attributes = ["age", "region"];

    [Fact]
    public void The_weight_is_people_over_active_consumers_of_the_cell()
    {
        var table = Table(("18-24", "east", 300), ("18-24", "west", 100));
        var weights = PostStratification.Weights(table, Counts(("18-24", "east", 30), ("18-24", "west", 50)));
        Assert.Equal(5, weights.Mean);
        Assert.Equal([2, 0.4], weights.Relative); // 10 and 2 people a consumer
        Assert.Equal(10, weights.LargestWeight);
        Assert.Equal(400.0 * 400 / (30 * 100 + 50 * 4), weights.EffectiveSampleSize, 1e-12);
        Assert.Equal((WeightingOutcome.Exact, 0, 0), (weights.Outcome, weights.Trimmed, weights.Outside));
    }

    [Fact]
    public void An_empty_cell_goes_to_the_nearest_which_differs_in_the_fewest_attributes_and_by_the_fewest_steps()
    {
        var table = Table(
            ("18-24", "east", 10), ("25-34", "east", 20), ("35+", "east", 999), ("18-24", "west", 999), ("25-34", "west", 40), ("<18", "east", 5));
        var weights = PostStratification.Weights(
            table, Counts(("25-34", "east", 1), ("35+", "east", 1), ("18-24", "west", 1), ("25-34", "west", 1)));
        Assert.Equal(
            ["age=18-24, region=east into age=25-34, region=east", "age=<18, region=east into age=25-34, region=east"],
            weights.Merged.Select(cell => cell.ToString()));
        Assert.Equal(15, weights.Merged.Sum(cell => cell.People));
        Assert.Equal(35, weights.Mean * weights.Relative[0], 1e-12);
    }

    [Fact]
    public void Of_neighbours_equally_near_the_one_with_the_most_people_and_then_the_first_by_name()
    {
        (string, string, double)[] rows = [("x", "a", 1), ("x", "b", 5), ("x", "c", 6), ("x", "d", 6)];
        var weights = PostStratification.Weights(Table(rows), Counts(("x", "b", 1), ("x", "c", 1), ("x", "d", 1)));
        Assert.Equal("age=x, region=a into age=x, region=c", Assert.Single(weights.Merged).ToString());
    }

    [Fact]
    public void Who_is_in_no_cell_of_the_targets_has_the_mean_weight_and_the_total_stays()
    {
        var panel = new CellCounts(Attributes, [
            new(new(["18-24", "east"]), 30), new(new(["18-24", "west"]), 50), new(new([null, "west"]), 15), new(new(["18-24", "abroad"]), 5)]);
        var weights = PostStratification.Weights(Table(("18-24", "east", 300), ("18-24", "west", 100)), panel);
        Assert.Equal([2, 0.4, 1, 1], weights.Relative.Select(one => Math.Round(one, 12)));
        Assert.Equal(20, weights.Outside);
        Assert.Equal(400, Total(weights, panel), 1e-9);
    }

    [Fact]
    public void With_nobody_in_the_targets_all_have_the_same_weight()
    {
        var weights = PostStratification.Weights(Table(("x", "a", 100)), Counts(("y", "a", 20)));
        Assert.Equal((WeightingOutcome.OutsideTargets, 20, 5.0), (weights.Outcome, weights.Outside, weights.LargestWeight));
        Assert.Equal(0, PostStratification.Weights(Table(("x", "a", 100)), Counts()).Mean);
    }

    [Fact]
    public void Consumers_of_whom_the_population_has_none_count_nothing()
    {
        var weights = PostStratification.Weights(Table(("x", "a", 100), ("x", "b", 0)), Counts(("x", "a", 10), ("x", "b", 10)));
        Assert.Equal([2, 0], weights.Relative);
        Assert.Equal(10, weights.EffectiveSampleSize);
    }

    [Fact]
    public void A_panel_without_an_attribute_of_the_table_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(() => PostStratification.Weights(Table(("x", "a", 1)), new(["age"], [new(new(["x"]), 1)])));
        Assert.Contains("attribute region: the cells have age", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weighted_totals_reproduce_the_population()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            (string, string, double)[] people = [.. from age in Enumerable.Range(0, 6) from region in Enumerable.Range(0, 5)
                select ($"{20 + 10 * age}+", $"region {region}", 1e6 * random.NextDouble())];
            var panel = Counts([.. people.Where(_ => random.NextDouble() < 0.8).Select(cell => (cell.Item1, cell.Item2, 1 + random.Next(500)))]);
            var weights = PostStratification.Weights(Table(people), panel);

            var merged = weights.Merged.ToLookup(cell => (cell.Into[0], cell.Into[1]));
            Assert.Equal(people.Length - panel.Cells.Count, weights.Merged.Count);
            Assert.All(panel.Cells.Select((cell, i) => (cell, i)), one =>
            {
                var (age, region) = (one.cell.Cell.Values[0]!, one.cell.Cell.Values[1]!);
                var target = people.Single(cell => (cell.Item1, cell.Item2) == (age, region)).Item3 + merged[(age, region)].Sum(cell => cell.People);
                Assert.Equal(1, one.cell.Consumers * weights.Mean * weights.Relative[one.i] / target, 1e-9);
            });
            Assert.Equal(1, Total(weights, panel) / people.Sum(cell => cell.Item3), 1e-9);
            Assert.True(weights.LargestGap < 1e-9);
            Assert.InRange(weights.EffectiveSampleSize, 1, panel.Consumers);
        }
    }

    private static double Total(CellWeights weights, CellCounts panel) =>
        panel.Cells.Select((cell, i) => cell.Consumers * weights.Mean * weights.Relative[i]).Sum();

    private static PopulationMargin Table(params (string Age, string Region, double People)[] rows) =>
        new(Attributes, [.. rows.Select(row => new PopulationCell([row.Age, row.Region], row.People))]);

    private static CellCounts Counts(params (string Age, string Region, int Consumers)[] cells) =>
        new(Attributes, [.. cells.Select(cell => new CellCount(new([cell.Age, cell.Region]), cell.Consumers))]);
}
