namespace Tracker.Core.Movers;

/// <summary>How the tests of a family may depend on each other.</summary>
public enum Dependence
{
    /// <summary>Independent or positively dependent: Benjamini and Hochberg 1995.</summary>
    Positive,

    /// <summary>Any: Benjamini and Yekutieli 2001, larger by the sum of 1/i.</summary>
    Arbitrary,
}

/// <summary>q-values: the smallest false discovery rate at which a test of a family is passed.</summary>
public static class FalseDiscovery
{
    /// <summary><c>q(i) = min over j ≥ i of c·m·p(j)/j</c> in rising order of p, at most 1; c is 1, or the sum of 1/i to m for any
    /// dependence.</summary>
    /// <param name="p">p-values of the family, in [0, 1], in any order.</param>
    /// <param name="dependence">What is assumed of the tests.</param>
    /// <returns>q-values in the order of p.</returns>
    /// <exception cref="ArgumentException">A p-value outside [0, 1].</exception>
    public static double[] QValues(ReadOnlySpan<double> p, Dependence dependence = Dependence.Positive)
    {
        var sorted = p.ToArray();
        var order = new int[p.Length];
        var factor = dependence == Dependence.Positive ? 1.0 : 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            if (p[i] is not (>= 0 and <= 1))
                throw new ArgumentException($"p {p[i]}: expected 0 to 1", nameof(p));
            order[i] = i;
            if (dependence == Dependence.Arbitrary)
                factor += 1.0 / (i + 1);
        }

        Array.Sort(sorted, order);
        var q = new double[p.Length];
        var least = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, factor * p.Length * sorted[rank - 1] / rank);
            q[order[rank - 1]] = least;
        }

        return q;
    }
}
