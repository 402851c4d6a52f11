using Tracker.Core.Decomposition;

namespace Tracker.Core.Tests.Decomposition;

/// <summary>Seeded tables for laws, with empty cells, empty margins and negative rates among them.</summary>
internal static class RandomTables
{
    public static RateChange[] Rates(Random random)
    {
        while (true)
        {
            var changes = Enumerable.Range(0, 1 + random.Next(12)).Select(_ => Rate(random)).ToArray();
            if (changes.Sum(change => change.DenominatorBefore) > 0 && changes.Sum(change => change.DenominatorAfter) > 0)
                return changes;
        }
    }

    /// <summary>Rows of a total spend or another metric by up to three attributes; about a third of the cells are empty in a month.</summary>
    public static SegmentTable Table(Random random, MetricChain chain)
    {
        var attributes = random.Next(4);
        while (true)
        {
            var rows = new List<SegmentRow>();
            foreach (var key in Keys(attributes))
            {
                if (random.NextDouble() < 0.8)
                    rows.Add(new(key, Sums(random, chain), Sums(random, chain)));
            }

            if (rows.Sum(row => row.Before[0]) > 0 && rows.Sum(row => row.After[0]) > 0)
                return new([.. Enumerable.Range(0, attributes).Select(i => $"a{i}")], chain, rows);
        }
    }

    /// <summary>The months swapped.</summary>
    public static SegmentTable Reversed(this SegmentTable table) =>
        table with { Rows = [.. table.Rows.Select(row => new SegmentRow(row.Key, row.After, row.Before))] };

    private static RateChange Rate(Random random)
    {
        var (before, after) = (Size(random), Size(random));
        return new(before * random.Normal(), before, after * random.Normal(), after);
    }

    private static double Size(Random random) => random.NextDouble() < 0.2 ? 0 : Math.Exp(4 * random.NextDouble());

    private static double[] Sums(Random random, MetricChain chain)
    {
        var sums = new double[chain.Columns.Count];
        if (random.NextDouble() < 0.3)
            return sums;
        var amount = Math.Exp(5 * random.NextDouble());
        if (chain.HasActivity)
            sums[^1] = amount * (1 + random.NextDouble());
        for (var i = 0; i < chain.Chain.Count; i++)
        {
            sums[i] = amount;
            amount *= random.NextDouble() < 0.1 ? 0 : random.NextDouble() * 3;
        }

        if (chain.Factors.Count == 0)
            sums[^1] = amount * random.Normal();
        if (chain.HasRefunds)
            sums[chain.Chain.Count] = random.NextDouble() < 0.5 ? 0 : 100 * random.NextDouble();
        return sums;
    }

    private static IEnumerable<SegmentKey> Keys(int attributes) => attributes == 0
        ? [new()]
        : Keys(attributes - 1).SelectMany(key => "xyz".Select(value => new SegmentKey([.. key.Values, $"{value}"])));
}
