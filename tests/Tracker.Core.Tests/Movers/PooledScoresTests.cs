using Tracker.Core.Movers;

namespace Tracker.Core.Tests.Movers;

public class PooledScoresTests
{
    [Fact]
    public void Few_scores_are_counted()
    {
        var pooled = new PooledScores([3, 1, 2]);
        Assert.Equal([1.0, 0.75, 0.5, 0.25], new double[] { 1, 2, 3, 3.5 }.Select(pooled.Chance));
    }

    [Fact]
    public void The_tail_of_many_scores_follows_its_power()
    {
        // Scores whose share above x is x⁻⁵, as in the tail of t with five degrees of freedom.
        const int count = 7_500;
        var pooled = new PooledScores(Enumerable.Range(1, count).Select(i => Math.Pow(i / (double)(count + 1), -0.2)));
        foreach (var score in new[] { 1.5, 2.0, 3, 5, 8 })
            Assert.InRange(pooled.Chance(score) / Math.Pow(score, -5), 0.5, 2);
        Assert.True(pooled.Chance(20) < 1.0 / (count + 1));
    }

    [Fact]
    public void A_larger_score_never_has_a_larger_chance()
    {
        var random = new Random(3);
        var pooled = new PooledScores(Enumerable.Range(0, 2_000).Select(_ => Math.Abs(random.Normal())));
        var chances = Enumerable.Range(0, 800).Select(i => pooled.Chance(i / 100.0)).ToArray();
        Assert.All(chances.Zip(chances.Skip(1)), pair => Assert.True(pair.First >= pair.Second && pair.Second > 0));
    }

    [Fact]
    public void Equal_scores_have_no_tail() =>
        Assert.Equal(1.0 / 5_001, new PooledScores(Enumerable.Repeat(1.0, 5_000)).Chance(2));
}
