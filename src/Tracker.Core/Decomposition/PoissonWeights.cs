using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tracker.Core.Decomposition;

/// <summary>
/// Poisson numbers of mean 1, sixteen at a time: four streams of xoshiro256++ (Blackman and Vigna 2021) cut into 16 bits each, compared with the
/// distribution function times 2¹⁶. What lies beyond 8, once in 900,000, counts as 8.
/// </summary>
internal struct PoissonWeights
{
    /// <summary>Numbers drawn together.</summary>
    public const int Batch = 16;

    private Vector256<ulong> a, b, c, d;

    /// <param name="seed">Of the analysis.</param>
    /// <param name="draw">Every draw has a stream of its own, whatever thread it is on.</param>
    public PoissonWeights(ulong seed, int draw)
    {
        var state = seed * 0x9E3779B97F4A7C15 + (ulong)draw * 0xD1B54A32D192ED03;
        (a, b, c, d) = (Next(ref state), Next(ref state), Next(ref state), Next(ref state));
    }

    /// <summary>The next sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<short> Next()
    {
        var sum = a + d;
        var bits = (Rotate(sum, 23) + a).AsInt16();
        var shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = Rotate(d, 45);

        // Round(2¹⁶·P(X ≤ k)) − 1 − 2¹⁵ for k = 0 to 7: above it the number is more than k. True is −1.
        var first = Above(bits, -8660) + Above(bits, 15450) + (Above(bits, 27504) + Above(bits, 31523));
        var second = Above(bits, 32527) + Above(bits, 32728) + (Above(bits, 32762) + Above(bits, 32766));
        return -(first + second);
    }

    /// <summary>A seed for other numbers of the draw; to be taken before its weights.</summary>
    public readonly int Seed() => (int)(a[0] ^ a[1] >> 32 ^ d[2]);

    private static Vector256<short> Above(Vector256<short> bits, short limit) => Vector256.GreaterThan(bits, Vector256.Create(limit));

    private static Vector256<ulong> Rotate(Vector256<ulong> value, int by) => value << by | value >>> (64 - by);

    private static Vector256<ulong> Next(ref ulong state) =>
        Vector256.Create(SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));

    private static ulong SplitMix(ref ulong state)
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
        return mixed ^ mixed >> 31;
    }
}
