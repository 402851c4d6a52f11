namespace Tracker.Core.Drivers;

/// <summary>The change of a ratio of two sums as a mean over consumers.</summary>
public static class RatioChange
{
    /// <summary>
    /// For R = ΣA/ΣB: <c>dᵢ = (a₁ᵢ − R̄ b₁ᵢ)/B̄₁ − (a₀ᵢ − R̄ b₀ᵢ)/B̄₀</c> with R̄ = (R₀ + R₁)/2 and B̄ the mean of b over consumers. The mean of d is exactly R₁ − R₀.
    /// </summary>
    /// <param name="before">Numerator and denominator of each consumer in the reference month, weighted.</param>
    /// <param name="after">The same in the month, same consumers.</param>
    /// <exception cref="ArgumentException">Different numbers of consumers, or a denominator that sums to 0.</exception>
    public static double[] Of(ReadOnlySpan<(double A, double B)> before, ReadOnlySpan<(double A, double B)> after)
    {
        if (before.Length != after.Length)
            throw new ArgumentException($"expected the same consumers in both months, got {before.Length} and {after.Length}");
        var (sum0, sum1) = (Sum(before), Sum(after));
        if (sum0.B == 0 || sum1.B == 0)
            throw new ArgumentException("expected denominators that do not sum to 0");
        var middle = (sum0.A / sum0.B + sum1.A / sum1.B) / 2;
        var (mean0, mean1) = (sum0.B / before.Length, sum1.B / after.Length);
        var changes = new double[before.Length];
        for (var i = 0; i < changes.Length; i++)
            changes[i] = (after[i].A - middle * after[i].B) / mean1 - (before[i].A - middle * before[i].B) / mean0;
        return changes;
    }

    private static (double A, double B) Sum(ReadOnlySpan<(double A, double B)> rows)
    {
        double a = 0, b = 0;
        foreach (var row in rows)
            (a, b) = (a + row.A, b + row.B);
        return (a, b);
    }
}
