namespace Tracker.Core.Decomposition;

/// <summary>Whole numbers modulo the prime 2⁶¹ − 1: sums, products and quotients without rounding.</summary>
internal static class PrimeField
{
    public const ulong Prime = (1UL << Bits) - 1;

    private const int Bits = 61;

    public static ulong Add(ulong left, ulong right) => Reduced(left + right);

    public static ulong Subtract(ulong left, ulong right) => Reduced(left + (Prime - right));

    public static ulong Multiply(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return Reduced((low & Prime) + (high << (64 - Bits) | low >> Bits)); // 2⁶¹ is 1
    }

    /// <summary>By Fermat: the power p − 2.</summary>
    public static ulong Inverse(ulong value)
    {
        var (result, power) = (1UL, value);
        for (var exponent = Prime - 2; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result = Multiply(result, power);
            power = Multiply(power, power);
        }

        return result;
    }

    /// <summary>The next of a seeded stream of uniform numbers from 1 to p − 1 (splitmix64; Steele, Lea and Flood 2014).</summary>
    public static ulong Next(ref ulong state)
    {
        while (true)
        {
            var mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
            mixed = (mixed ^ mixed >> 31) & Prime;
            if (mixed is > 0 and < Prime)
                return mixed;
        }
    }

    private static ulong Reduced(ulong sum) => sum >= Prime ? sum - Prime : sum;
}
