using Tracker.Core.Panel;

namespace Tracker.Synthetic.Tests;

public class SyntheticPanelTests
{
    private static readonly SyntheticPanel Panel = SyntheticPanel.Of(new() { Consumers = 3000, Months = 6, Seed = 4 });

    [Fact]
    public void DrawCells_OfSomeMonthsAndSectors_AreThoseOfAll()
    {
        var all = Draw(Panel.Options.First, Panel.Options.End);
        var sector = SyntheticPanel.Sectors[7];
        var some = Draw(Panel.Options.End - 2, Panel.Options.End - 1, sector);
        Assert.Equal([Panel.Options.End - 2, Panel.Options.End - 1], some.Select(month => month.Month));
        for (var m = 0; m < some.Count; m++)
        {
            Assert.Equal(all[3 + m].Cells.Where(cell => cell.Sector == 7), some[m].Cells);
            Assert.Equal(all[3 + m].Active, some[m].Active);
        }
    }

    [Fact]
    public void DrawDays_AddUpToTheMonths()
    {
        var (days, history) = (Panel.DrawDays(TestContext.Current.CancellationToken), Panel.Draw(TestContext.Current.CancellationToken));
        for (var sector = 0; sector < days.Count; sector++)
        {
            var from = 0;
            foreach (var month in history.Months)
            {
                var sums = month.BySector[sector];
                double Sum(IReadOnlyList<double> values) => values.Skip(from).Take(month.Month.Days).Sum();
                Assert.Equal(((double)sums.Purchases, (double)sums.Visits), (Sum(days[sector].Purchases), Sum(days[sector].Visits)));
                Assert.Equal(sums.SpendCents / 100.0, Sum(days[sector].Spend), 1e-6);
                from += month.Month.Days;
            }

            Assert.Equal(from, days[sector].Spend.Count);
        }
    }

    [Fact]
    public void DrawCells_OfWhatIsNotThere_IsRefused()
    {
        var end = Panel.Options.End;
        Assert.Equal("month 2025-11: expected a month of the panel, 2025-05 to 2025-10", Assert.Throws<ArgumentException>(() => Draw(end, end + 1)).Message);
        Assert.Equal("months 2025-10 to 2025-09: expected them in their order", Assert.Throws<ArgumentException>(() => Draw(end, end - 1)).Message);
        Assert.StartsWith("sector Gold: expected one of Groceries, ", Assert.Throws<ArgumentException>(() => Draw(end, end, new Sector("Gold"))).Message);
    }

    [Fact]
    public void Expect_WhereNothingIsPlanted_IsTheSameWithAndWithout()
    {
        var planted = Panel.Truth.Planted[0];
        var month = Panel.Expect(Panel.Options.End);
        for (var sector = 0; sector < SyntheticPanel.Sectors.Count; sector++)
        {
            var expected = month.BySector[sector];
            var isPlanted = SyntheticPanel.Sectors[sector] == planted.Sector;
            Assert.All(Metric.All, metric => Assert.True(expected.Sd(metric) > 0));
            Assert.Equal(isPlanted, Math.Abs(expected.Effect(Metric.SpendPerBuyer)) > 0.1 * expected.Sd(Metric.SpendPerBuyer));
            Assert.Equal(isPlanted, expected.With != expected.Without);
        }

        var twin = SyntheticPanel.Of(Panel.Options with { Planted = false }).Expect(Panel.Options.End);
        Assert.Equal(month.BySector.Select(sector => sector.Without), twin.BySector.Select(sector => sector.With));
    }

    [Fact]
    public void Scenario_ThatIsVaried_StaysTheSamePanelElsewhere()
    {
        var scenario = Panel.Options.Scenario;
        var weaker = scenario with { Plants = [scenario.Plants[0] with { Sector = Panel.Truth.Planted[0].Sector.Name, Segment = Panel.Truth.Planted[0].Segment, Sigma = 5 }] };
        var planted = Assert.Single(SyntheticPanel.Of(Panel.Options with { Scenario = weaker }).Truth.Planted);
        Assert.Equal(5, planted.Sigma, 1e-6);
        Assert.Equal(Panel.Truth.Planted[0].Sector, planted.Sector);
        Assert.Equal(Panel.Truth.Planted[0].Segment, planted.Segment);
    }

    private static IReadOnlyList<CellMonth> Draw(Month from, Month to, params Sector[] sectors) =>
        Panel.DrawCells(from, to, sectors.Length == 0 ? null : sectors, TestContext.Current.CancellationToken);
}
