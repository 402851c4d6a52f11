using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Panel;

public class WeightingTests
{
    private static readonly Month First = new(2019, 1);

    [Fact]
    public void Effective_sample_size_by_hand()
    {
        Assert.Equal(64.0 / 22, EffectiveSampleSize.Of([1, 2, 4], [2, 1, 1]), 1e-15); // (1 + 1 + 2 + 4)² / (1 + 1 + 4 + 16)
        Assert.Equal(3, EffectiveSampleSize.Of([1, 3], [3, 1])); // 6² / (3 + 9)
        Assert.Equal(7, EffectiveSampleSize.Of([0.25], [7]));
        Assert.Equal(0, EffectiveSampleSize.Of([], []));
        Assert.Throws<ArgumentException>(() => EffectiveSampleSize.Of([1], []));
    }

    [Fact]
    public void Active_consumers_are_counted_by_their_group()
    {
        var counts = new int[3];
        new Activity(new byte[] { 0b1000_0101, 0b10 }).CountInto(counts, [0, 2, 1, 2, 2, 2, 2, 1, 2, 0]);
        Assert.Equal([2, 2, 0], counts);
    }

    [Fact]
    public void A_month_without_targets_takes_the_nearest_that_has_them_and_of_two_the_earlier()
    {
        var targets = new PopulationTargets([At(2024, 9), At(2024, 1), At(2024, 5)]);
        Assert.Equal(new Month(2024, 5), targets.At(new(2024, 6)).Month);
        Assert.Equal(new Month(2024, 5), targets.At(new(2024, 7)).Month);
        Assert.Equal(new Month(2024, 9), targets.At(new(2024, 8)).Month);
        Assert.Equal(new Month(2024, 1), targets.At(new(2019, 1)).Month);
        Assert.Throws<ArgumentException>(() => new PopulationTargets([At(2024, 1), At(2024, 1)]));

        static MonthTargets At(int year, int month) => new(new(year, month), [new(["region"], [new(["west"], 1)])]);
    }

    [Fact]
    public void A_table_of_the_population_has_people_in_cells_that_stand_once()
    {
        Assert.Throws<ArgumentException>(() => new PopulationMargin([], [new([], 1)]));
        Assert.Throws<ArgumentException>(() => new PopulationMargin(["a"], [new(["x"], 0)]));
        Assert.Throws<ArgumentException>(() => new PopulationMargin(["a"], [new(["x"], -1), new(["y"], 2)]));
        Assert.Throws<ArgumentException>(() => new PopulationMargin(["a"], [new(["x"], 1), new(["x"], 1)]));
        Assert.Throws<ArgumentException>(() => new PopulationMargin(["a"], [new(["x", "y"], 1)]));
        Assert.Throws<ArgumentException>(() => new MonthTargets(First, []));
        Assert.Throws<ArgumentException>(() => new MonthTargets(First, [new(["a", "b"], [new(["x", "y"], 1)]), new(["b", "a"], [new(["y", "x"], 1)])]));
    }

    [Fact]
    public void A_history_takes_only_cells_that_add_up_to_their_month()
    {
        var history = Unequal(1, 3);
        var months = history.Months.ToArray();
        months[1] = months[1] with { ActiveConsumers = months[1].ActiveConsumers + 1 };
        Assert.Contains("add up", Assert.Throws<ArgumentException>(() => new PanelHistory(history.Sectors, months, history.Targets)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PanelHistory(history.Sectors, history.Months));
    }

    /// <summary>The population is the panel with every consumer of a cell as often as the cell's weight says.</summary>
    [Fact]
    public void A_panel_that_differs_from_its_population_has_the_series_of_the_population()
    {
        var panel = Unequal(1, 30);
        PanelMonth[] population = [.. panel.Months.Select(month => PanelMonth.OfCells(month.Month, 2, [.. month.Cells.Select(Times)]))];

        var series = MetricSeries.Of(panel, Weighting.To(panel.Targets!), panel.Last).Series;

        Assert.Equal(18, series.Count);
        Assert.All(series, one =>
        {
            var sector = one.Sector == panel.Sectors[0] ? 0 : 1;
            var whole = population.Skip(2).Select(month => MetricValue.Of(one.Metric, month.BySector[sector], month.ActiveConsumers, weight: 1).Value);
            Assert.All(whole.Zip([.. one.Fitted.Values.ToArray(), one.Actual]), values => Assert.Equal(values.First, values.Second, 1e-9 * values.First));
        });

        static PanelCell Times(PanelCell cell)
        {
            var k = cell.Cell.Values[0] == "east" ? 7 : 2;
            return cell with
            {
                ActiveConsumers = k * cell.ActiveConsumers,
                BySector = [.. cell.BySector.Select(sums => Enumerable.Repeat(sums, k).Aggregate((left, right) => left + right))],
            };
        }
    }

    [Fact]
    public void Penetration_counts_as_many_trials_as_the_effective_sample_size()
    {
        var panel = Unequal(1, 5);
        var weights = Weighting.To(panel.Targets!).Of(panel.Months[^1]);
        var value = MetricValue.Of(Metric.Penetration, WeightedMeasures.Of(panel.Months[^1], 0, weights));
        Assert.Equal(weights.EffectiveSampleSize, value.Trials, 1e-9);
        Assert.True(value.Trials < weights.Consumers);
        Assert.Equal(7, weights.LargestWeight, 1e-12);
    }

    [Fact]
    public void Weights_in_proportion_to_the_panel_change_no_score()
    {
        var panel = Unequal(2, 40);
        var targets = new PopulationTargets([.. panel.Months.Select(month => new MonthTargets(
            month.Month, [new(["region"], [.. month.Cells.Select(cell => new PopulationCell([cell.Cell.Values[0]!], 5_000.0 * cell.ActiveConsumers / month.ActiveConsumers))])]))]);
        var plain = Score(new(panel.Sectors, [.. panel.Months.Select(month => month with { Cells = [] })]));
        var weighted = Score(new(panel.Sectors, panel.Months, targets));

        Assert.Equal(plain.Movers.Select(mover => (mover.Sector, mover.Metric)), weighted.Movers.Select(mover => (mover.Sector, mover.Metric)));
        Assert.All(plain.Movers.Zip(weighted.Movers), pair => Assert.Equal(pair.First.Cii, pair.Second.Cii, 1e-6));
        Assert.Equal((WeightingOutcome.NoTargets, WeightingOutcome.Exact), (plain.Weights.Outcome, weighted.Weights.Outcome));
        Assert.Equal(5_000, weighted.Weights.Population, 1e-9);
    }

    [Fact]
    public void Cells_change_nothing_where_one_number_of_people_is_given()
    {
        var panel = Unequal(3, 30);
        var plain = Score(new(panel.Sectors, [.. panel.Months.Select(month => month with { Cells = [] })]));
        var uniform = Score(panel, new() { Weighting = Weighting.OfMonth(panel.Months[^1]) });
        Assert.Equal(plain.Movers.Select(Digits), uniform.Movers.Select(Digits));

        static (Sector, Metric, double, double, double) Digits(Mover mover) => (mover.Sector, mover.Metric, mover.Cii, mover.Actual, mover.Forecast);
    }

    [Fact]
    public void A_month_without_cells_in_a_panel_with_targets_has_equal_weights()
    {
        var panel = Unequal(1, 3);
        var weights = Weighting.To(panel.Targets!).Of(panel.Months[0] with { Cells = [] });
        Assert.Equal((WeightingOutcome.OutsideTargets, panel.Months[0].ActiveConsumers), (weights.Outcome, weights.Outside));
        Assert.Empty(weights.Relative);
    }

    private static MonthScore Score(PanelHistory history, ScoringOptions? options = null) =>
        MoverRanking.Score(history, history.Last, options, TestContext.Current.CancellationToken);

    /// <summary>Two regions that grow apart, east with weight 7 and west with weight 2 in every month.</summary>
    private static PanelHistory Unequal(int seed, int months)
    {
        var (east, west) = (Generate.Panel(seed, months, sectors: 2), Generate.Panel(seed + 100, months, sectors: 2, consumers: 3_000));
        var joined = east.Months.Zip(west.Months).Select(pair => PanelMonth.OfCells(pair.First.Month, 2, [Cell("west", pair.Second), Cell("east", pair.First)]));
        var targets = east.Months.Zip(west.Months).Select(pair => new MonthTargets(
            pair.First.Month, [new(["region"], [new(["east"], 7 * pair.First.ActiveConsumers), new(["west"], 2 * pair.Second.ActiveConsumers)])]));
        return new(east.Sectors, [.. joined], new([.. targets]));

        static PanelCell Cell(string region, PanelMonth month) => new(new([region]), month.ActiveConsumers, month.BySector);
    }
}
