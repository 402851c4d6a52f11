using Tracker.Synthetic.Days;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Tests.Days;

public class DayWeightTests
{
    private static readonly DateOnly Middle = new(2024, 1, 1);

    [Theory]
    [InlineData("Toys and Crafts", "2024-12-21", "2024-10-19", 1.8)] // December against an ordinary Saturday
    [InlineData("Electronics", "2024-11-29", "2024-11-15", 2)] // Black Friday
    [InlineData("Groceries", "2024-11-27", "2024-11-06", 1.2)] // the day before Thanksgiving
    [InlineData("Flowers and Gifts", "2025-02-14", "2025-01-17", 2.5)]
    [InlineData("Apparel", "2024-10-19", "2024-10-16", 1.2)] // Saturday against Wednesday
    [InlineData("Garden", "2024-05-08", "2024-11-06", 2)] // season
    public void Of_ABusyDay_IsWellAboveAnOrdinaryOne(string sector, string busy, string ordinary, double factor) =>
        Assert.True(Weight(sector, busy) > factor * Weight(sector, ordinary));

    [Fact]
    public void Of_ChristmasDay_IsQuiet() => Assert.True(Weight("Apparel", "2024-12-25") < 0.5 * Weight("Apparel", "2024-12-18"));

    [Fact]
    public void DayHours_FollowTheWeightsAndStayInTheMonth()
    {
        var hours = new DayHours([1, 0, 3]);
        var random = new Synthetic.Chance.RandomStream(1, Synthetic.Chance.Purpose.Details);
        var counts = new int[3];
        for (var i = 0; i < 40_000; i++)
            counts[hours.Draw(ref random) / 86_400]++;
        Assert.Equal(0, counts[1]);
        Assert.InRange(counts[2], 29_600, 30_400);
    }

    private static double Weight(string sector, string day) =>
        DayWeight.Of(Seeds.Sectors[Panels.Position(sector)], DateOnly.Parse(day), Middle);
}
