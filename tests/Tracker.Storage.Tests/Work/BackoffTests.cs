using Tracker.Storage.Work;

namespace Tracker.Storage.Tests.Work;

public class BackoffTests
{
    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(2, 0, 4)]
    [InlineData(3, 0.5, 6)]
    [InlineData(9, 0, 512)]
    [InlineData(10, 0, 600)]
    [InlineData(5000, 0, 600)] // 2^4999 is infinite
    public void After_DoublesToTenMinutes(int attempt, double chance, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(attempt, chance));

    [Fact]
    public void After_TakesAtMostAHalfByChance()
    {
        var random = new Random(7);
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            var most = Backoff.After(attempt, 0);
            Assert.InRange(Backoff.After(attempt, random.NextDouble()), most / 2, most);
        }
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, -0.1)]
    [InlineData(1, 1)]
    [InlineData(1, double.NaN)]
    public void After_WithWhatIsNone_Refuses(int attempt, double chance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Backoff.After(attempt, chance));
}
