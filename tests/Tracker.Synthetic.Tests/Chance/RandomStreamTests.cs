using Tracker.Synthetic.Chance;

namespace Tracker.Synthetic.Tests.Chance;

public class RandomStreamTests
{
    [Fact]
    public void Next_FromAKnownState_GivesThePublishedNumbers()
    {
        // xoshiro256** from the state 1, 2, 3, 4, as in the tests of several implementations.
        var random = new RandomStream(1, 2, 3, 4);
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600];
        foreach (var number in expected)
            Assert.Equal(number, random.Next());
    }

    [Fact]
    public void SplitMix_FromAKnownSeed_GivesThePublishedNumbers()
    {
        var state = 1234567UL;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431];
        foreach (var number in expected)
            Assert.Equal(number, RandomStream.SplitMix(ref state));
    }

    [Fact]
    public void Streams_OfOtherSeedPurposeOrIndex_Differ()
    {
        RandomStream[] streams =
        [
            new(1, Purpose.Cells, 2, 3), new(2, Purpose.Cells, 2, 3), new(1, Purpose.Details, 2, 3), new(1, Purpose.Cells, 3, 3),
            new(1, Purpose.Cells, 2, 4), new(1, Purpose.Cells, 3, 2),
        ];
        Assert.Equal(streams.Length, streams.Select(stream => stream.Next()).Distinct().Count());
    }

    [Fact]
    public void Below_IsUniformOnItsNumbers()
    {
        var random = new RandomStream(7, Purpose.Cells);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
            counts[random.Below(6)]++;
        var chiSquare = counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000);
        Assert.InRange(chiSquare, 0.3, 20.5); // 5 degrees of freedom: 99.9% below 20.5
    }
}
