using System.Numerics;

namespace Tracker.Core.Decomposition;

/// <summary>
/// How much each factor of a rate adds to its change: the Shapley value (Shapley 1953), which is the split of Das Gupta 1993 for any
/// number of factors. The effects sum to the change and negate when the months are swapped; the order of factors changes nothing.
/// </summary>
public static class FactorSplit
{
    /// <summary>Factors of any rate: it is computed for every subset of them, 65,536 times at most.</summary>
    public const int MostFactors = 16;

    /// <summary>Factors of a product, whose closed form has no subsets.</summary>
    public const int MostProductFactors = 32;

    /// <summary>
    /// The effects of the factors of a product: <c>(bₖ − aₖ)·Σₛ s!(n−1−s)!/n!·eₛ</c> with eₛ the coefficient of tˢ in <c>Π (aⱼ + bⱼt)</c> over
    /// the other factors.
    /// </summary>
    /// <param name="before">A value for each factor, a.</param>
    /// <param name="after">A value for each factor, b.</param>
    /// <exception cref="ArgumentException">The factors differ in number, or there are none or too many.</exception>
    public static double[] Product(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        var n = before.Length;
        if (after.Length != n || n is 0 or > MostProductFactors)
            throw new ArgumentException($"{n} and {after.Length} factors: expected as many in both months, 1 to {MostProductFactors}", nameof(after));
        var effects = new double[n];
        Span<double> coefficients = stackalloc double[n];
        for (var k = 0; k < n; k++)
        {
            if (after[k] == before[k])
                continue;
            coefficients.Clear();
            coefficients[0] = 1;
            for (int j = 0, degree = 0; j < n; j++)
            {
                if (j == k)
                    continue;
                degree++;
                for (var s = degree; s > 0; s--)
                    coefficients[s] = coefficients[s] * before[j] + coefficients[s - 1] * after[j];
                coefficients[0] *= before[j];
            }

            var (sum, weight) = (0.0, 1.0 / n);
            for (var s = 0; s < n; s++)
            {
                sum += weight * coefficients[s];
                weight *= (s + 1.0) / Math.Max(1, n - 1 - s);
            }

            effects[k] = (after[k] - before[k]) * sum;
        }

        return effects;
    }

    /// <summary>The effects of the factors of any rate, by computing it for every subset of factors that have changed.</summary>
    /// <param name="rate">The rate, of one value a segment (or one) for each factor; it must not keep or change them.</param>
    /// <param name="before">For each factor its values by segment.</param>
    /// <param name="after">As before.</param>
    /// <exception cref="ArgumentException">The factors differ in number, there are none or too many, or the rate is not finite.</exception>
    public static double[] Of(Func<IReadOnlyList<double[]>, double> rate, IReadOnlyList<double[]> before, IReadOnlyList<double[]> after)
    {
        var n = before.Count;
        if (after.Count != n || n is 0 or > MostFactors)
            throw new ArgumentException($"{n} and {after.Count} factors: expected as many in both months, 1 to {MostFactors}", nameof(after));
        var mixed = new double[n][];
        var values = new double[1 << n];
        for (var subset = 0; subset < values.Length; subset++)
        {
            for (var k = 0; k < n; k++)
                mixed[k] = (subset >> k & 1) == 0 ? before[k] : after[k];
            values[subset] = rate(mixed);
            if (!double.IsFinite(values[subset]))
                throw new ArgumentException($"the rate is {values[subset]} for a mixture of the months: expected a finite number", nameof(rate));
        }

        return Of(values, n);
    }

    /// <param name="values">Of each subset of n players, by its bits.</param>
    private static double[] Of(double[] values, int n)
    {
        var weights = new double[n];
        weights[0] = 1.0 / n;
        for (var s = 1; s < n; s++)
            weights[s] = weights[s - 1] * s / (n - s);
        var effects = new double[n];
        for (var subset = 0; subset < values.Length; subset++)
        {
            var weight = BitOperations.PopCount((uint)subset) is var size && size < n ? weights[size] : 0;
            for (var k = 0; k < n; k++)
            {
                if ((subset >> k & 1) == 0)
                    effects[k] += weight * (values[subset | 1 << k] - values[subset]);
            }
        }

        return effects;
    }
}
