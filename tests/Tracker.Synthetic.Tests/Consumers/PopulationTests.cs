using Tracker.Synthetic.Consumers;

namespace Tracker.Synthetic.Tests.Consumers;

public class PopulationTests
{
    private const int Count = 20_000;
    private const int Months = 60;
    private static readonly Population Drawn = Population.Draw(new() { Consumers = Count, Months = Months, Seed = 3 });

    [Theory]
    [InlineData(PanelAttribute.Education, PanelAttribute.Income, 0.3)]
    [InlineData(PanelAttribute.Age, PanelAttribute.Housing, -0.25)] // 1 is rent
    [InlineData(PanelAttribute.Income, PanelAttribute.Housing, -0.15)]
    public void Draw_OrderedAttributes_AreCorrelated(int first, int second, double atLeast)
    {
        var correlation = Correlation(i => Drawn.Level(i, first), i => Drawn.Level(i, second));
        Assert.True(Math.Sign(correlation) == Math.Sign(atLeast) && Math.Abs(correlation) > Math.Abs(atLeast), $"correlation {correlation:F3}");
    }

    [Fact]
    public void Draw_MarriedConsumers_HaveChildrenMoreOften()
    {
        double married = HaveChildren(status: 1), single = HaveChildren(status: 0);
        Assert.True(married > single + 0.2, $"married {married:F3}, single {single:F3}");

        double HaveChildren(int status) => Enumerable.Range(0, Count)
            .Where(i => Drawn.Level(i, PanelAttribute.MaritalStatus) == status && Drawn.Level(i, PanelAttribute.Age) is 1 or 2)
            .Average(i => Drawn.Level(i, PanelAttribute.Children) > 0 ? 1 : 0);
    }

    [Fact]
    public void Draw_EveryLevelOfEveryAttribute_Occurs()
    {
        for (var a = 0; a < PanelAttribute.All.Count; a++)
        {
            var levels = Enumerable.Range(0, Count).Select(i => Drawn.Level(i, a)).Distinct().Count();
            Assert.Equal(PanelAttribute.All[a].Levels.Count, levels);
        }
    }

    [Fact]
    public void Reported_LeavesTheStatedShareBlank()
    {
        for (var a = 0; a < PanelAttribute.All.Count; a++)
        {
            var share = PanelAttribute.All[a].Unknown;
            var blank = Enumerable.Range(0, Count).Average(i => Drawn.Reported(i, a) == Population.Unknown ? 1 : 0);
            Assert.Equal(share, blank, 4 * Math.Sqrt(share * (1 - share) / Count));
        }
    }

    [Fact]
    public void IsPresent_ThePanelGrowsAndTurnsOver()
    {
        var sizes = Enumerable.Range(0, Months).Select(month => Enumerable.Range(0, Count).Count(i => Drawn.IsPresent(i, month))).ToArray();
        var growth = Math.Pow((double)sizes[^1] / sizes[0], 1.0 / (Months - 1)) - 1;
        var left = Enumerable.Range(0, Months - 1)
            .Average(m => Enumerable.Range(0, Count).Count(i => Drawn.IsPresent(i, m) && !Drawn.IsPresent(i, m + 1)) / (double)sizes[m]);
        Assert.Equal(Tenure.Growth, growth, 0.0007);
        Assert.Equal(Tenure.Churn, left, 0.0008);
        Assert.All(Enumerable.Range(0, Count), i => Assert.Contains(Enumerable.Range(0, Months), month => Drawn.IsPresent(i, month)));
    }

    private static double Correlation(Func<int, double> x, Func<int, double> y)
    {
        var all = Enumerable.Range(0, Count).ToArray();
        var (meanX, meanY) = (all.Average(x), all.Average(y));
        return all.Sum(i => (x(i) - meanX) * (y(i) - meanY))
            / Math.Sqrt(all.Sum(i => Math.Pow(x(i) - meanX, 2)) * all.Sum(i => Math.Pow(y(i) - meanY, 2)));
    }
}
