using Tracker.Synthetic.Chance;

namespace Tracker.Synthetic.Tests.Chance;

public class DistributionTests
{
    private const int Draws = 200_000;

    private delegate double Draw(ref RandomStream random);

    [Fact]
    public void Exponential_HasMeanAndVarianceOne() => Check((ref random) => random.Exponential(), 1, 1, fourthMoment: 9);

    [Fact]
    public void Normal_HasItsMoments() => Check(Normal.Draw, 0, 1, fourthMoment: 3);

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(2.8)]
    public void Gamma_HasItsMoments(double shape) =>
        Check((ref random) => Gamma.Draw(shape, ref random), shape, shape, fourthMoment: 3 * shape * shape + 6 * shape);

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.7)]
    [InlineData(6)]
    public void Poisson_HasItsMoments(double mean) =>
        Check((ref random) => Poisson.Draw(mean, ref random), mean, mean, fourthMoment: mean * (1 + 3 * mean));

    [Fact]
    public void Poisson_HasTheRightShareOfZeros()
    {
        var random = new RandomStream(3, Purpose.Cells);
        var zeros = Enumerable.Range(0, Draws).Count(_ => Poisson.Draw(0.5, ref random) == 0);
        Assert.Equal(Math.Exp(-0.5), (double)zeros / Draws, 4 * 0.5 / Math.Sqrt(Draws));
    }

    [Fact]
    public void TicketNoise_HasMeanOneAndTheDocumentedSpread()
    {
        var variance = TicketNoise.SecondMoment - 1;
        Assert.InRange(Math.Sqrt(variance), 0.75, 0.85);
        Check(TicketNoise.Draw, 1, variance, fourthMoment: 30);
    }

    [Fact]
    public void TicketNoise_HasATailBeyondTheLognormal()
    {
        var random = new RandomStream(3, Purpose.Cells);
        var large = Enumerable.Range(0, Draws).Count(_ => TicketNoise.Draw(ref random) > 8);
        Assert.InRange(large, 120, 280); // the lognormal alone has 30
    }

    [Fact]
    public void Choice_FollowsTheWeights()
    {
        var random = new RandomStream(3, Purpose.Cells);
        double[] weights = [1, 0, 3, 4];
        var counts = new int[weights.Length];
        for (var i = 0; i < Draws; i++)
            counts[Choice.Draw(weights, ref random)]++;
        Assert.Equal(0, counts[1]);
        for (var i = 0; i < weights.Length; i++)
            Assert.Equal(weights[i] / 8, (double)counts[i] / Draws, 4 * 0.5 / Math.Sqrt(Draws));
    }

    [Fact]
    public void ChoiceTable_HoldsEachIndexInProportionToItsWeight()
    {
        var table = Choice.Table([1, 2, 5], 800);
        Assert.Equal([100, 200, 500], table.GroupBy(index => index).OrderBy(group => group.Key).Select(group => group.Count()));
    }

    /// <summary>Mean and variance within four standard errors, with the fourth central moment for that of the variance.</summary>
    private static void Check(Draw draw, double mean, double variance, double fourthMoment)
    {
        var random = new RandomStream(11, Purpose.Cells);
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < Draws; i++)
        {
            var deviation = draw(ref random) - mean;
            sum += deviation;
            squares += deviation * deviation;
        }

        Assert.Equal(0, sum / Draws, 4 * Math.Sqrt(variance / Draws));
        Assert.Equal(variance, squares / Draws, 4 * Math.Sqrt((fourthMoment - variance * variance) / Draws));
    }
}
