using Tracker.Core.Panel;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests;

public class TruthTests
{
    private static readonly GeneratorOptions Options = new() { Consumers = 2000, Months = 3 };

    [Fact]
    public void Of_Quiet_PlantsNothing() => Assert.Empty(Truth.Of(Options with { Scenario = Scenario.Quiet }).Planted);

    [Theory]
    [InlineData(200)]
    [InlineData(2000)]
    [InlineData(10_000)]
    public void Of_Default_PlantsOneRateMoverInTheLastMonth(int consumers)
    {
        var planted = Assert.Single(Truth.Of(Options with { Consumers = consumers }).Planted);
        Assert.Equal(Options.End, planted.Month);
        Assert.Equal(Metric.SpendPerBuyer, planted.Metric);
        Assert.Equal("rate", planted.Kind);
        Assert.NotEmpty(planted.Segment);
        Assert.Equal(Math.Log(1 + planted.Size), Effect(planted, Metric.SpendPerBuyer), 1e-12);
    }

    [Fact]
    public void Of_Default_MovesNoBuyersAndIsAllBehaviour()
    {
        var model = PanelModel.Of(Options);
        var planted = Truth.Of(model).Planted[0];
        var value = Panels.Expected(model)[Panels.Position(planted.Sector.Name)].Means.Value(Metric.SpendPerBuyer);
        Assert.Equal(0, planted.Structural, 1e-9 * value);
        Assert.Equal(planted.Size * value, planted.Structural + planted.Behavioural, 1e-9 * value);
        Assert.Equal(0, Effect(planted, Metric.Buyers), 1e-12);
        Assert.Equal(0, Effect(planted, Metric.Penetration), 1e-12);
        Assert.Equal(Effect(planted, Metric.TotalSpend), Effect(planted, Metric.SpendPerBuyer), 1e-12);
        Assert.Equal(Effect(planted, Metric.TotalSpend), Effect(planted, Metric.AverageTicket) + Effect(planted, Metric.Purchases), 1e-12);
    }

    [Fact]
    public void Effects_AreTheMeanDifferenceOfPanelsWithAndWithoutThePlant()
    {
        const int Seeds = 40;
        var errors = Metric.All.ToDictionary(metric => metric, _ => new List<double>());
        foreach (var options in Panels.Seeds(Seeds, Options with { Consumers = 1000 }))
        {
            var planted = Truth.Of(options).Planted[0];
            var sector = Panels.Position(planted.Sector.Name);
            var (with, without) = (Panels.Draw(options), Panels.Draw(options with { Scenario = Scenario.Quiet }));
            foreach (var metric in Metric.All)
                errors[metric].Add(Panels.Scaled(with, sector, metric) - Panels.Scaled(without, sector, metric) - Effect(planted, metric));
        }

        foreach (var (metric, values) in errors)
        {
            var standardError = Math.Sqrt(values.Average(error => error * error) / Seeds);
            Assert.True(Math.Abs(values.Average()) <= 4 * standardError, $"{metric}: {values.Average():E2} ± {standardError:E2}");
            Assert.True(standardError < 0.015, $"{metric}: too noisy to tell, ± {standardError:E2}");
        }
    }

    [Fact]
    public void ThePlant_ChangesNothingButItsSectorAndMonth()
    {
        var planted = Truth.Of(Options).Planted[0];
        var (with, without) = (Panels.Draw(Options), Panels.Draw(Options with { Scenario = Scenario.Quiet }));
        for (var month = 0; month < Options.Months; month++)
        {
            for (var sector = 0; sector < with.Sectors.Count; sector++)
            {
                var isPlanted = month == Options.Months - 1 && with.Sectors[sector] == planted.Sector;
                Assert.Equal(!isPlanted, with.Months[month].BySector[sector] == without.Months[month].BySector[sector]);
            }
        }
    }

    [Fact]
    public void ThePlantedMetric_HasTheLargestDeviationOfTheMonth()
    {
        const int Seeds = 20;
        var (first, least) = (0, double.MaxValue);
        foreach (var options in Panels.Seeds(Seeds, Options))
        {
            var model = PanelModel.Of(options);
            var history = Panels.Draw(model);
            var planted = Truth.Of(model).Planted[0];
            var moments = Panels.Expected(model);
            var (sector, metric) = Series(history).MaxBy(series => Math.Abs(Z(history, moments[series.Sector], series.Sector, series.Metric)));
            if (history.Sectors[sector] == planted.Sector && metric == planted.Metric)
                first++;
            var expected = moments[Panels.Position(planted.Sector.Name)];
            least = Math.Min(least, Effect(planted, planted.Metric) / expected.Sd(planted.Metric));
        }

        Assert.True(first >= 0.95 * Seeds, $"first in {first} of {Seeds} panels");
        Assert.True(least > 9.5, $"smallest effect {least:F1} σ");

        static IEnumerable<(int Sector, Metric Metric)> Series(PanelHistory history) =>
            Enumerable.Range(0, history.Sectors.Count).SelectMany(sector => Metric.All.Select(metric => (sector, metric)));

        static double Z(PanelHistory history, Moments expected, int sector, Metric metric) =>
            (Panels.Scaled(history, sector, metric) - expected.Means.Scaled(metric)) / expected.Sd(metric);
    }

    private static double Effect(PlantedMover planted, Metric metric) => planted.Effects.Single(effect => effect.Key == metric).Value;
}
