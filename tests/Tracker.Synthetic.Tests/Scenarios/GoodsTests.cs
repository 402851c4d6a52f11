using Tracker.Core.Bought;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests.Scenarios;

public class GoodsTests
{
    [Fact]
    public void WhatAPlantAdds_IsOfTheBrandAndTheWordThatTheTruthNames()
    {
        var options = new GeneratorOptions { Consumers = 2000, Months = 3 };
        var panel = SyntheticPanel.Of(options);
        var planted = panel.Truth.Planted[0];
        var labels = SyntheticPanel.LabelsOf(planted.Sector);
        var (with, without) = (Of(panel), Of(SyntheticPanel.Of(options with { Planted = false })));
        Assert.True(Share(with) > 1.5 * Share(without), $"{Share(without)} → {Share(with)}");
        Assert.True(with.Count - without.Count <= with.Count(IsOfIt), "more was added than is of the brand and the word");

        IReadOnlyList<Purchase> Of(SyntheticPanel one) => one.DrawPurchases(options.End, planted.Sector);

        bool IsOfIt(Purchase purchase) => labels.Brands[purchase.Brand] == planted.Brand && labels.Words[purchase.Product].Contains(planted.Word);

        double Share(IReadOnlyList<Purchase> purchases) => purchases.Count(IsOfIt) / (double)purchases.Count;
    }

    [Fact]
    public void EverySector_HasABrandAndAWordToChoose()
    {
        foreach (var sector in SyntheticPanel.Sectors)
        {
            var labels = SyntheticPanel.LabelsOf(sector);
            Assert.Equal(12, labels.Brands.Count);
            var scenario = new Scenario { Name = "goods", Plants = [new() { Kind = PlantKind.Rate, Sector = sector.Name, Segment = [], Size = 0.5, Bought = new(PlannedPlant.Auto, PlannedPlant.Auto) }] };
            var planted = Truth.Of(new GeneratorOptions { Consumers = 200, Months = 1, Scenario = scenario }).Planted[0];
            Assert.Contains(planted.Brand, labels.Brands.Values);
            Assert.Contains(labels.Words.Values, words => words.Contains(planted.Word));
        }
    }

    [Fact]
    public void ABrandOrWordThatTheSectorDoesNotHave_IsRefused()
    {
        Assert.Contains("brand None: expected one of ", Refused(new("None", PlannedPlant.Auto)), StringComparison.Ordinal);
        Assert.Contains("word diesel-free: expected one of ", Refused(new(PlannedPlant.Auto, "diesel-free")), StringComparison.Ordinal);

        static string Refused(PlannedGoods goods) => Assert.Throws<ArgumentException>(() => Truth.Of(new GeneratorOptions
        {
            Consumers = 200,
            Months = 1,
            Scenario = new() { Name = "goods", Plants = [new() { Kind = PlantKind.Rate, Sector = "Fuel", Segment = [], Size = 0.5, Bought = goods }] },
        })).Message;
    }
}
