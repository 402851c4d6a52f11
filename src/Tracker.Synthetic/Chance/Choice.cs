namespace Tracker.Synthetic.Chance;

/// <summary>One of several outcomes by their weights.</summary>
internal static class Choice
{
    /// <summary>An index with a probability in proportion to its weight.</summary>
    public static int Draw(ReadOnlySpan<double> weights, ref RandomStream random)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        var u = random.Uniform() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            u -= weights[i];
            if (u < 0)
                return i;
        }

        return weights.Length - 1;
    }

    /// <summary>
    /// A table of <paramref name="size"/> entries in which an index stands in proportion to its weight: an entry drawn uniformly is such an
    /// index in one step, with probabilities rounded to 1 / size.
    /// </summary>
    public static ushort[] Table(ReadOnlySpan<double> weights, int size)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        var table = new ushort[size];
        var (index, cumulated) = (0, weights[0]);
        for (var entry = 0; entry < size; entry++)
        {
            while ((entry + 0.5) / size * total > cumulated && index < weights.Length - 1)
                cumulated += weights[++index];
            table[entry] = (ushort)index;
        }

        return table;
    }
}
