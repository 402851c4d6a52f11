using System.Numerics;

namespace Tracker.Synthetic.Chance;

/// <summary>
/// Random numbers of one purpose, month and consumer: xoshiro256** (Blackman and Vigna 2021), its state filled by SplitMix64 from a hash of
/// (seed, purpose, two indices). Streams do not share state, so the order in which they are drawn, and the number of threads, change nothing.
/// </summary>
internal struct RandomStream
{
    private const double TwoToMinus53 = 1.0 / (1L << 53);

    private ulong s0, s1, s2, s3;

    public RandomStream(ulong seed, Purpose purpose, int first = 0, int second = 0)
    {
        var state = Mix(seed + 0x9E3779B97F4A7C15);
        state = Mix(state ^ ((ulong)purpose * 0xD1342543DE82EF95));
        state = Mix(state ^ (((ulong)(uint)first << 32) | (uint)second));
        s0 = SplitMix(ref state);
        s1 = SplitMix(ref state);
        s2 = SplitMix(ref state);
        s3 = SplitMix(ref state);
    }

    /// <summary>A stream from a state; for comparison with published numbers.</summary>
    public RandomStream(ulong s0, ulong s1, ulong s2, ulong s3) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform on the open interval from 0 to 1, so that its logarithm is finite.</summary>
    public double Uniform() => ((Next() >> 11) + 0.5) * TwoToMinus53;

    /// <summary>Uniform on 0 … <paramref name="count"/> − 1; the bias of the multiplication is below count / 2⁶⁴.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Exponential of mean 1, by inversion.</summary>
    public double Exponential() => -Math.Log(Uniform());

    /// <summary>The next number of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    public static ulong SplitMix(ref ulong state) => Mix(state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
