using System.Globalization;
using Tracker.Core.Drivers;
using Tracker.Core.Panel;
using Tracker.Testing;

namespace Tracker.Core.Tests.Drivers;

public class RealPanelTests
{
    private const int HouseholdsWithoutAttributes = 1_576;

    [Fact]
    public void Flat_months_of_chips_have_no_driver_and_a_planted_one_is_found()
    {
        var panel = Read("quantium_chips", ["2019-05", "2019-06"], ["lifestage", "premium_segment"], amount: 8);
        Assert.False(Panels.Rank(panel).Explained);
        var premium = panel.Attributes[1];
        var planted = Panels.Rank(panel with { Change = [.. panel.Change.Select((change, i) => premium.Codes[i] == premium.Values.ToList().IndexOf("Premium") ? change + panel.After![i] : change)] });
        Assert.Equal(("premium_segment", true), (planted.Drivers[0].Attribute, planted.Drivers[0].Passes));
    }

    [Fact]
    public void Households_without_demographics_make_none_of_them_a_driver()
    {
        string[] names = ["age", "income", "home_ownership", "marital_status", "household_size", "household_comp", "kids_count"];
        var panel = Read("completejourney_sample", ["2017-11", "2017-12"], names, amount: 9);
        var without = panel.Attributes[0].Codes.Select(code => code == AttributeColumn.Unknown).ToArray();
        Assert.Equal(HouseholdsWithoutAttributes, without.Count(isWithout => isWithout));
        var ranked = Panels.Rank(panel with { Change = [.. panel.Change.Select((change, i) => without[i] ? change + 40 : change)], Before = null, After = null });
        Assert.False(ranked.Explained);
        Assert.All(ranked.Drivers, driver => Assert.Equal("unknown", driver.Values[0].Value));
    }

    /// <summary>Spend of all consumers of a panel in two months; attributes stand after the consumer's id.</summary>
    private static AttributedChanges Read(string folder, string[] months, string[] names, int amount)
    {
        const int Consumer = 1, Date = 2;
        var consumers = SharedData.Rows($"{folder}/consumers.csv.gz").ToArray();
        var at = consumers.Select((row, i) => (Id: row[0], i)).ToDictionary(pair => pair.Id, pair => pair.i);
        double[][] spend = [new double[at.Count], new double[at.Count]];
        foreach (var row in SharedData.Rows($"{folder}/transactions.csv.gz"))
        {
            var month = Array.FindIndex(months, name => row[Date].StartsWith(name, StringComparison.Ordinal));
            if (month >= 0 && at.TryGetValue(row[Consumer], out var consumer))
                spend[month][consumer] += double.Parse(row[amount], CultureInfo.InvariantCulture);
        }

        return new()
        {
            Change = [.. spend[1].Zip(spend[0], (after, before) => after - before)],
            Before = spend[0],
            After = spend[1],
            Attributes = [.. names.Select((name, i) => AttributeColumn.Of(name, [.. consumers.Select(row => row[i + 1])]))],
        };
    }
}
