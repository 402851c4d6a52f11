using Tracker.Core.Panel;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests.Scenarios;

public class ScenarioFileTests
{
    [Fact]
    public void Names_AreTheFilesOfTheSeeds() => Assert.Equal(
        [
            "default", "quiet", "buyers-or-tickets", "gone-segment", "level-shift", "national-shock", "new-segment", "outage", "population-targets",
            "pure-mix", "pure-rate", "recruitment-wave", "three-attributes",
        ],
        Scenario.Names);

    [Fact]
    public void Read_TakesEveryKey()
    {
        var scenario = Read("""
            description: Two things at once.
            plants:
              - {kind: rate, sector: Fuel, month: last-3, until: last-1, segment: {region: west, gender: male}, metric: average_ticket, size: -0.1}
              - {kind: buyers, sector: Pets, segment: {}, size: 0.1, bought: {brand: auto, word: Food}}
              - {kind: outage, sector: "*", month: 2025-08, segment: {}, days: 3-5, known: true}
            recruitment: {months: [last, last-4], share: 0.2}
            population: {attributes: [region], people: 5000, growth: 0.01, tilt: {region: {west: 2}}}
            """);
        var (rate, outage) = (scenario.Plants[0], scenario.Plants[2]);
        Assert.Equal(new PlannedGoods("auto", "Food"), scenario.Plants[1].Bought);
        Assert.Null(rate.Bought);
        Assert.Equal((PlantKind.Rate, "Fuel", -0.1, Metric.AverageTicket), (rate.Kind, rate.Sector, rate.Size, rate.Moved));
        Assert.Equal((MonthPoint.Before(3), MonthPoint.Before(1)), (rate.Month, rate.Until));
        Assert.Equal([KeyValuePair.Create("region", "west"), KeyValuePair.Create("gender", "male")], rate.Segment!);
        Assert.Equal((MonthPoint.At(new(2025, 8)), new DaySpan(3, 5), true), (outage.Month, outage.Days, outage.Known));
        Assert.Equal((2, 0.2), (scenario.Recruitment!.Months.Count, scenario.Recruitment.Share));
        Assert.Equal((5000, 0.01), (scenario.Population!.People, scenario.Population.Growth));
        Assert.Equal(("region", "west", 2.0), Assert.Single(scenario.Population.Tilt));
    }

    [Theory]
    [InlineData("plants:\n  - {kind: storm}", "test.yaml line 2: kind storm: expected one of rate, mix, ticket, buyers, demand, conversion, outage, new, gone")]
    [InlineData("plants:\n  - kind: rate\n    szie: 1", "test.yaml line 3: key szie: expected one of kind, sector, month, until, segment, metric, size, sigma, standing, days, known, share, bought")]
    [InlineData("plant: []", "test.yaml line 1: key plant: expected one of description, plants, recruitment, population")]
    [InlineData("plants:\n  - sector: auto", "test.yaml line 2: expected key kind")]
    [InlineData("plants:\n  - kind: rate\n    sigma: much", "test.yaml line 3: sigma much: expected a number")]
    [InlineData("plants:\n  - kind: rate\n    size: .nan", "test.yaml line 3: size .nan: expected a number")]
    [InlineData("plants:\n  - kind: rate\n    size: -1", "test.yaml line 2: size -1: expected a number above -1 and not 0")]
    [InlineData("plants:\n  - kind: rate", "test.yaml line 2: rate: expected either size or sigma")]
    [InlineData("plants:\n  - {kind: rate, size: 1, sigma: 1}", "test.yaml line 2: rate: expected either size or sigma")]
    [InlineData("plants:\n  - {kind: rate, sigma: 0}", "test.yaml line 2: sigma 0: expected a number other than 0")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, month: first}", "test.yaml line 2: month first: expected last, last-3 or yyyy-MM")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, metric: spend}", "test.yaml line 2: metric spend: expected one of total_spend, purchases, *")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, sector: Gold}", "test.yaml line 2: sector Gold: expected auto, \\* or one of Groceries, *")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, segment: {mood: good}}", "test.yaml line 2: attribute mood: expected one of age_group, *")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, segment: {gender: none}}", "test.yaml line 2: gender none: expected one of female, male, other")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, segment: south}", "test.yaml line 2: segment: expected a mapping, got south")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, sector: '*'}", "test.yaml line 2: sector \\*: expected a segment or {} for everyone")]
    [InlineData("plants:\n  - {kind: ticket, sigma: 1, bought: {}}", "test.yaml line 2: ticket: expected no bought, it adds no purchases")]
    [InlineData("plants:\n  - {kind: rate, sigma: -1, bought: {}}", "test.yaml line 2: rate: expected no bought, it adds no purchases")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, sector: '*', segment: {}, bought: {}}", "test.yaml line 2: sector \\*: expected no bought, brands and words are of a sector")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, bought: {shop: a}}", "test.yaml line 2: key shop: expected one of brand, word")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, days: 3}", "test.yaml line 2: rate: expected no days")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, share: 0.1}", "test.yaml line 2: rate: expected no share")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, known: maybe}", "test.yaml line 2: known maybe: expected true or false")]
    [InlineData("plants:\n  - {kind: rate, sigma: 1, standing: {ticket: 0}}", "test.yaml line 2: ticket 0: expected a factor above 0, at most 100")]
    [InlineData("plants:\n  - {kind: mix, sigma: 1, segment: {}}", "test.yaml line 2: mix: expected a segment of some consumers")]
    [InlineData("plants:\n  - {kind: outage, sector: '*', segment: {}}", "test.yaml line 2: outage: expected days, such as 10-13")]
    [InlineData("plants:\n  - {kind: outage, sector: '*', segment: {}, days: 9-31}", "test.yaml line 2: days 9-31: expected days from 1 to 28 in their order, at most 20")]
    [InlineData("plants:\n  - {kind: outage, sector: '*', segment: {}, days: 3, size: 1}", "test.yaml line 2: outage: expected neither size nor sigma")]
    [InlineData("plants:\n  - {kind: new, sector: '*', segment: {region: west}, share: 0.1}", "test.yaml line 2: region west: expected a value that is new")]
    [InlineData("plants:\n  - {kind: new, sector: '*', segment: {region: moon}}", "test.yaml line 2: new: expected share, above 0 and below 1")]
    [InlineData("plants:\n  - {kind: gone, sector: Fuel, segment: {region: west}}", "test.yaml line 2: gone: expected sector \\* and no until: *")]
    [InlineData("plants: {}", "test.yaml line 1: plants: expected a list, got a mapping")]
    [InlineData("- 1", "test.yaml line 1: scenario: expected a mapping, got a list")]
    [InlineData("plants: [\n", "test.yaml line *: expected YAML: *")]
    [InlineData("", "test.yaml: expected one scenario, got 0 documents")]
    [InlineData("recruitment: {months: [], share: 0.1}", "test.yaml line 1: months: expected one or more")]
    [InlineData("recruitment: {months: [last], share: 1}", "test.yaml line 1: share 1: expected a number above 0 and below 1")]
    [InlineData("population: {attributes: [region], people: 12}", "test.yaml line 1: people 12: expected 1000 to 10000000000")]
    [InlineData("population: {attributes: [mood], people: 5000}", "test.yaml line 1: attribute mood: expected one of *")]
    [InlineData("population: {attributes: [region], people: 5000, tilt: {gender: {male: 2}}}", "test.yaml line 1: tilt of gender: expected one of the attributes region")]
    public void Read_WhatIsNotExpected_IsOneLineThatSaysWhere(string yaml, string message)
    {
        var came = Assert.Throws<FormatException>(() => Read(yaml)).Message;
        var pattern = "^" + string.Join(".*", message.Replace("\\*", "\u0001").Split('*').Select(System.Text.RegularExpressions.Regex.Escape)).Replace("\u0001", "\\*") + "$";
        Assert.Matches(pattern, came);
    }

    [Fact]
    public void Named_UnknownName_SaysWhichThereAre()
    {
        Assert.StartsWith("scenario storm: expected a file name.yaml or one of default, quiet, ", Assert.Throws<ArgumentException>(() => Scenario.Of("storm")).Message);
        Assert.Throws<FileNotFoundException>(() => Scenario.Of("nowhere.yaml"));
    }

    [Fact]
    public void Of_AFile_IsTheScenarioOfItsText()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        var path = Path.Combine(folder.Path, "mine.yaml");
        File.WriteAllText(path, "plants:\n  - {kind: ticket, sector: Fuel, segment: {}, size: 0.5}\n");
        var planted = Assert.Single(SyntheticPanel.Of(new() { Consumers = 200, Months = 1, Scenario = Scenario.Of(path) }).Truth.Planted);
        Assert.Equal(("Fuel", Metric.AverageTicket), (planted.Sector.Name, planted.Metric));
        Assert.Equal(0.5, planted.Size, 1e-9);
    }

    private static Scenario Read(string yaml) => ScenarioFile.Read(new StringReader(yaml), "test.yaml");
}
