using MathNet.Numerics.Distributions;
using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks;

/// <summary>What is planted in the second month.</summary>
internal enum PlantedSplit
{
    /// <summary>More people of one segment.</summary>
    Mix,

    /// <summary>The same people of one segment buy more often.</summary>
    Rate,
}

/// <summary>
/// Two months of a panel whose expected split is known. Consumers have a segment of three attributes, a frailty (gamma of shape 2) that both
/// months share, Poisson purchases with lognormal tickets, and refunds of 3% of them.
/// </summary>
/// <param name="Table">The segments as drawn.</param>
/// <param name="Consumers">Who is behind them.</param>
/// <param name="Truth">The split of the expectations.</param>
/// <param name="Planted">The segment in which something changed.</param>
internal sealed record SplitPanel(SegmentTable Table, ConsumerChanges Consumers, ChangeDecomposition Truth, SegmentKey Planted)
{
    private const double FrailtyShape = 2;
    private const double TicketSpread = 0.5;
    private const double Refunded = 0.03;
    private const double SameChance = 0.8;
    private const double IdleVisits = 1.5;

    private static readonly MetricChain Chain = MetricChain.Of(Metric.SpendPerConsumer, visits: true);
    private static readonly MetricChain TruthChain = new() { Chain = [ChainSum.Population, ChainSum.Gross], Factors = [], HasRefunds = true };
    private static readonly string[] Attributes = ["age", "region", "income"];

    public static SplitPanel Draw(int consumers, PlantedSplit plant, ulong seed)
    {
        var random = new Random((int)(seed * 0x9E3779B97F4A7C15 >> 33)); // neighbouring seeds of Random are not independent
        var keys = Keys().ToArray();
        var planted = keys.Length - 1; // the best customers
        var (before, after) = (Plan(keys.Length), Plan(keys.Length));
        if (plant == PlantedSplit.Mix)
            (before[planted].Present, after[planted].Present) = (0.35, 0.95);
        else
            after[planted].Purchases *= 2;
        var width = Chain.Columns.Count;
        var (months0, months1) = (Columns(width, consumers), Columns(width, consumers));
        var (segments0, segments1) = (new int[consumers], new int[consumers]);
        for (var i = 0; i < consumers; i++)
        {
            var segment = random.Next(keys.Length);
            var frailty = Gamma.Sample(random, FrailtyShape, FrailtyShape);
            var first = random.NextDouble();
            var second = random.NextDouble() < SameChance ? first : random.NextDouble();
            segments0[i] = DrawMonth(random, before[segment], first, frailty, months0, i) ? segment : -1;
            segments1[i] = DrawMonth(random, after[segment], second, frailty, months1, i) ? segment : -1;
        }

        var rows = keys.Select((key, s) => new SegmentRow(key, Sums(s, segments0, months0), Sums(s, segments1, months1))).ToArray();
        var truth = new SegmentTable(Attributes, TruthChain, [.. keys.Select((key, s) => new SegmentRow(key, Expected(before[s]), Expected(after[s])))]);
        return new(
            new(Attributes, Chain, rows),
            new() { Segments = keys.Length, SegmentBefore = segments0, SegmentAfter = segments1, Before = months0, After = months1 },
            ChangeSplit.Of(truth),
            keys[planted]);
    }

    /// <summary>The consumers as marts hold them, and their attributes; who is in neither month has none.</summary>
    public (ConsumerMonth Before, ConsumerMonth After, IReadOnlyList<AttributeColumn> Columns) Months()
    {
        var month = new Month(2025, 10);
        var columns = Attributes.Select((name, at) =>
        {
            string[] values = [.. Keys().Select(key => key.Values[at]).Distinct().Order(StringComparer.Ordinal)];
            return new AttributeColumn(name, values, [.. Enumerable.Range(0, Consumers.SegmentAfter.Length).Select(i =>
                Math.Max(Consumers.SegmentBefore[i], Consumers.SegmentAfter[i]) is >= 0 and var segment ? Array.IndexOf(values, Table.Rows[segment].Key.Values[at]) : AttributeColumn.Unknown)]);
        }).ToArray();
        return (Of(month - 1, Consumers.Before), Of(month, Consumers.After), columns);

        static ConsumerMonth Of(Month month, IReadOnlyList<double[]> sums) => new(
            month, sums[0], [.. sums[0].Select((_, i) => new ConsumerCell((long)(100 * sums[4][i]), (long)(100 * sums[5][i]), (int)sums[3][i], (int)sums[2][i]))]);
    }

    private static (double Present, double Purchases, double Ticket)[] Plan(int segments) =>
        [.. Enumerable.Range(0, segments).Select(s => (0.7, 0.6 + 0.1 * s, s == segments - 1 ? 60.0 : 20 + 2 * (s * 5 % segments)))];

    private static bool DrawMonth(Random random, (double Present, double Purchases, double Ticket) plan, double chance, double frailty, double[][] columns, int i)
    {
        if (chance >= plan.Present)
            return false;
        var purchases = Poisson.Sample(random, plan.Purchases * frailty);
        columns[0][i] = 1;
        columns[1][i] = purchases > 0 ? 1 : 0;
        columns[2][i] = purchases > 0 ? purchases + Poisson.Sample(random, IdleVisits) : 0;
        columns[3][i] = purchases;
        for (var purchase = 0; purchase < purchases; purchase++)
        {
            var amount = LogNormal.Sample(random, Math.Log(plan.Ticket) - TicketSpread * TicketSpread / 2, TicketSpread);
            columns[4][i] += amount;
            columns[5][i] += random.NextDouble() < Refunded ? amount : 0;
        }

        return true;
    }

    private static double[] Expected((double Present, double Purchases, double Ticket) plan)
    {
        var gross = plan.Present * plan.Purchases * plan.Ticket;
        return [plan.Present, gross, gross * Refunded];
    }

    private static double[] Sums(int segment, int[] segments, double[][] columns) =>
        [.. columns.Select(column => column.Where((_, i) => segments[i] == segment).Sum())];

    private static double[][] Columns(int width, int consumers) => [.. Enumerable.Range(0, width).Select(_ => new double[consumers])];

    private static IEnumerable<SegmentKey> Keys() =>
        from age in (string[])["young", "middle", "old"]
        from region in (string[])["north", "south"]
        from income in (string[])["low", "high"]
        select new SegmentKey(age, region, income);
}
