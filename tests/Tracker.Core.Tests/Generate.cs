using Tracker.Core.Panel;

namespace Tracker.Core.Tests;

/// <summary>Seeded input for laws: the same seed gives the same series.</summary>
internal static class Generate
{
    /// <summary>Normal, by the polar form of Box and Muller's.</summary>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Logs of a monthly series: trend, a year and noise of the given size.</summary>
    public static double[] Logs(Random random, int length, double noise = 0.05)
    {
        var (level, trend, amplitude, phase) = (5 + 3 * random.NextDouble(), 0.01 * random.Normal(), 0.3 * random.NextDouble(), random.Next(12));
        return [.. Enumerable.Range(0, length).Select(i => level + trend * i + amplitude * Math.Sin(Math.PI * (i + phase) / 6) + noise * random.Normal())];
    }

    /// <summary>A panel without a mover: every sector has its own level, year and noise around a rate that all share.</summary>
    public static PanelHistory Panel(int seed, int months, int sectors = 10, double noise = 0.02, int consumers = 2_000)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, sectors).Select(i => new Sector($"sector {i:00}")).ToArray();
        var sizes = names.Select(_ => 400 + 1_200 * random.NextDouble()).ToArray();
        var phases = names.Select(_ => random.Next(12)).ToArray();
        return new(names, [.. Enumerable.Range(0, months).Select(MonthOf)]);

        PanelMonth MonthOf(int at)
        {
            var shared = Math.Exp(0.01 * random.Normal());
            return new(new Month(2019, 1) + at, consumers + 3 * at, [.. names.Select((_, i) => Sums(i, at, shared))]);
        }

        Measures Sums(int i, int at, double shared)
        {
            double Chance() => Math.Exp(noise * random.Normal());
            var buyers = Math.Min(consumers, sizes[i] * shared * (1 + 0.2 * Math.Sin(Math.PI * (at + phases[i]) / 6)) * Chance());
            var purchases = buyers * 2.2 * Chance();
            return new((long)(purchases * 3_500 * Chance()), (long)(purchases * 60), (long)purchases, (long)(purchases * 4 * Chance()), (long)buyers);
        }
    }

    /// <summary>The panel with all money of a sector in its last month multiplied.</summary>
    public static PanelHistory WithLastSpend(this PanelHistory history, int sector, double factor)
    {
        var last = history.Months[^1];
        var sums = last.BySector.ToArray();
        sums[sector] = sums[sector] with { GrossCents = (long)(sums[sector].GrossCents * factor) };
        return new(history.Sectors, [.. history.Months.Take(history.Months.Count - 1), last with { BySector = sums }]);
    }
}
