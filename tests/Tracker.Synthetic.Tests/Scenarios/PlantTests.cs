using Tracker.Core.Panel;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests.Scenarios;

public class PlantTests
{
    private static readonly GeneratorOptions Options = new() { Consumers = 3000, Months = 3, Seed = 2 };

    /// <summary>Every kind in both directions, each asked for an effect on its metric.</summary>
    [Theory]
    [InlineData(PlantKind.Rate, "average_ticket", 0.2)]
    [InlineData(PlantKind.Rate, "spend_per_buyer", -0.2)]
    [InlineData(PlantKind.Mix, "total_spend", -0.2)]
    [InlineData(PlantKind.Ticket, "spend_per_consumer", -0.3)]
    [InlineData(PlantKind.Buyers, "penetration", 0.2)]
    [InlineData(PlantKind.Buyers, "buyers", -0.2)]
    [InlineData(PlantKind.Demand, "visits", 0.3)]
    [InlineData(PlantKind.Demand, "buyers", -0.1)]
    [InlineData(PlantKind.Conversion, "conversion", 0.1)]
    [InlineData(PlantKind.Conversion, "purchases", -0.15)]
    public void Size_IsReachedByEveryKind_AndDrawn(PlantKind kind, string metric, double size)
    {
        var plant = new PlannedPlant { Kind = kind, Sector = "Apparel", Segment = Of(("urbanicity", "suburban")), Metric = Metric.Parse(metric), Size = size };
        var errors = Metric.All.ToDictionary(m => m, _ => new List<double>());
        foreach (var options in Panels.Seeds(20, Options with { Consumers = 1000, Scenario = With(plant) }))
        {
            var planted = Assert.Single(SyntheticPanel.Of(options).Truth.Planted);
            Assert.Equal(size, planted.Size, kind == PlantKind.Buyers ? 2e-3 : 5e-4); // who is active moves a little
            var (with, without, sector) = (Panels.Draw(options), Panels.Draw(options with { Planted = false }), Panels.Position("Apparel"));
            foreach (var m in Metric.All)
                errors[m].Add(Panels.Scaled(with, sector, m) - Panels.Scaled(without, sector, m) - planted.Effect(m));
        }

        foreach (var (m, values) in errors)
        {
            var standardError = Math.Sqrt(values.Average(error => error * error) / values.Count);
            Assert.True(Math.Abs(values.Average()) <= 4 * standardError + 1e-12, $"{m}: {values.Average():E2} ± {standardError:E2}");
        }
    }

    [Fact]
    public void Sigma_GrowsWithTheSizeOfThePanel_NotTheEffect()
    {
        var plant = new PlannedPlant { Kind = PlantKind.Ticket, Sector = "Fuel", Segment = [], Sigma = 4 };
        var (small, large) = (Planted(Options with { Scenario = With(plant) }), Planted(Options with { Consumers = 24_000, Scenario = With(plant) }));
        Assert.Equal((4, 4), (small.Sigma, large.Sigma), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-6 && Math.Abs(a.Item2 - b.Item2) < 1e-6);
        Assert.True(small.Size > 1.5 * large.Size);
    }

    [Fact]
    public void Mix_OfEitherSign_IsAllStructure()
    {
        foreach (var sigma in new[] { -3.0, 3.0 })
        {
            var plant = Scenario.Named("pure-mix").Plants[0] with { Sigma = sigma };
            var planted = Planted(Options with { Consumers = 8000, Scenario = With(plant) });
            Assert.Equal(sigma, planted.Sigma, 1e-6);
            Assert.Equal(0, planted.Behavioural, 1e-9 * Math.Abs(planted.Structural));
        }
    }

    [Fact]
    public void TwoPlants_ChosenByTheSeed_AreInTwoSectors()
    {
        var plant = new PlannedPlant { Kind = PlantKind.Ticket, Sigma = 4 };
        var truth = SyntheticPanel.Of(Options with { Scenario = With(plant, plant, plant) }).Truth;
        Assert.Equal(3, truth.Planted.Select(planted => planted.Sector).Distinct().Count());
        Assert.Equal([1, 2, 3], truth.Planted.Select(planted => planted.Plant));
    }

    [Fact]
    public void WhatThePanelCannotHold_IsRefused()
    {
        var plant = new PlannedPlant { Kind = PlantKind.Ticket, Sector = "Fuel", Segment = [], Size = 0.1 };
        Assert.Equal(
            "month last-9 of the scenario: expected a month of the panel, 2025-08 to 2025-10", Refused(plant with { Month = MonthPoint.Before(9) }));
        Assert.Equal(
            "until last-1 of the scenario: expected no month before last", Refused(plant with { Until = MonthPoint.Before(1) }));
        Assert.Equal("plant 2 of the scenario: expected no other in Fuel in 2025-10", Refused(plant, plant));
        var nobody = Of(("age_group", "18-24"), ("gender", "other"), ("marital_status", "separated"), ("income", ">150k"));
        Assert.StartsWith("segment age_group=18-24, gender=other, ", Refused(plant with { Segment = nobody }));
        Assert.StartsWith("size 3 of the scenario: expected a conversion below 1", Refused(plant with { Kind = PlantKind.Conversion, Size = 3 }));

        static string Refused(params PlannedPlant[] plants) =>
            Assert.Throws<ArgumentException>(() => SyntheticPanel.Of(Options with { Consumers = 300, Scenario = With(plants) })).Message;
    }

    [Fact]
    public void AScenarioThatIsRefused_LeavesAnEarlierPanelAlone()
    {
        using var folder = new TemporaryFolder();
        Panels.Write(Panels.Small, folder);
        var before = folder.Files().Keys;
        Assert.Throws<ArgumentException>(() => Panels.Write(Panels.Small with { Overwrite = true, Scenario = Scenario.Named("level-shift") }, folder));
        Assert.Equal(before, folder.Files().Keys);
    }

    [Fact]
    public void SecondBaskets_AreChanceOfTheirOwn()
    {
        var plant = new PlannedPlant { Kind = PlantKind.Rate, Sector = "Coffee and Bakery", Segment = [], Size = 1 };
        var options = Options with { Consumers = 20_000, Months = 1, Scenario = With(plant) };
        var (with, without) = (OfSector(options), OfSector(options with { Planted = false }));
        var others = Other(options with { Planted = false });
        var q = Math.Pow(2, 0.65) - 1;
        var once = without.Values.Where(cell => cell.Purchases == 1).ToArray();
        double[] seconds = [.. once.Select(cell => with[cell.Consumer].Purchases == 2 ? 1.0 : 0)];
        Assert.Equal(q, seconds.Average(), 4 * Math.Sqrt(q * (1 - q) / seconds.Length));
        Independent(seconds, [.. once.Select(cell => Math.Log(cell.GrossCents))], "the first ticket");
        Independent(seconds, [.. once.Select(cell => (double)cell.Visits)], "visits");
        Independent(seconds, [.. once.Select(cell => cell.RefundCents > 0 ? 1.0 : 0)], "the first refund");
        foreach (var (name, feature) in new (string, Func<ConsumerCell, double>)[] { ("visits", cell => cell.Visits), ("purchases", cell => cell.Purchases), ("spend", cell => Math.Log(1 + cell.GrossCents)) })
        {
            Independent(seconds, [.. once.Select(cell => others.Before[cell.Consumer].Sum(feature))], $"{name} in the sectors before");
            Independent(seconds, [.. once.Select(cell => others.After[cell.Consumer].Sum(feature))], $"{name} in the sectors after");
        }

        var twice = once.Where(cell => with[cell.Consumer].Purchases == 2).ToArray();
        var factor = 2 / (1 + q);
        double[] added = [.. twice.Select(cell => Math.Log(Math.Max(1, with[cell.Consumer].GrossCents - factor * cell.GrossCents)))];
        Independent(added, [.. twice.Select(cell => Math.Log(cell.GrossCents))], "the second ticket and the first");

        static (ILookup<int, ConsumerCell> Before, ILookup<int, ConsumerCell> After) Other(GeneratorOptions options)
        {
            var (cells, sector) = (Last(options).Cells, Panels.Position("Coffee and Bakery"));
            return (cells.Where(cell => cell.Sector < sector).ToLookup(cell => cell.Consumer), cells.Where(cell => cell.Sector > sector).ToLookup(cell => cell.Consumer));
        }

        static Dictionary<int, ConsumerCell> OfSector(GeneratorOptions options) =>
            Last(options).Cells.Where(cell => cell.Sector == Panels.Position("Coffee and Bakery")).ToDictionary(cell => cell.Consumer);
    }

    private static void Independent(double[] x, double[] y, string what)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var covariance = x.Zip(y).Sum(pair => (pair.First - meanX) * (pair.Second - meanY));
        var r = covariance / Math.Sqrt(x.Sum(v => (v - meanX) * (v - meanX)) * y.Sum(v => (v - meanY) * (v - meanY)));
        Assert.True(Math.Abs(r) < 4 / Math.Sqrt(x.Length), $"{what}: correlation {r:F4} of {x.Length}");
    }

    private static CellMonth Last(GeneratorOptions options) =>
        PanelGenerator.DrawCells(options, options.End, options.End, cancellation: TestContext.Current.CancellationToken)[0];

    private static PlantedMover Planted(GeneratorOptions options) => Assert.Single(SyntheticPanel.Of(options).Truth.Planted);

    private static Scenario With(params PlannedPlant[] plants) => Scenario.Quiet with { Name = "test", Plants = plants };

    private static IReadOnlyList<KeyValuePair<string, string>> Of(params (string Attribute, string Value)[] values) =>
        [.. values.Select(value => KeyValuePair.Create(value.Attribute, value.Value))];
}
