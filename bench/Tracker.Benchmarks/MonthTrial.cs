using Tracker.Core.Movers;

namespace Tracker.Benchmarks;

/// <summary>
/// Months simulated at the level of series: 33 sectors of different size, 9 metrics, errors with the tails of t with five degrees of freedom, 24
/// backtests. σ, the true one-step error, falls with the root of size and is spread by a fifth in logs besides.
/// </summary>
internal static class MonthTrial
{
    private const int Months = 400;
    private const int Sectors = 33;
    private const int Metrics = 9;
    private const int Backtests = 24;
    private const int MovedMetrics = 6;
    private const double Rate = 0.1;

    public static bool Run(TextWriter output, TextWriter notes)
    {
        output.WriteLine($"{Months} simulated months of {Sectors} sectors × {Metrics} metrics at q = {Rate}; standard errors in brackets");
        output.WriteLine("| what moves | any false flag | mean false share | series found | its sectors found by movers | by the sector test | any false sector | mean false share of sectors |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (name, sectors, metrics, size) in new[]
        {
            ("nothing", 0, 0, 0.0),
            ($"3 sectors, {MovedMetrics} metrics each, 5 σ", 3, MovedMetrics, 5),
            ($"1 sector, {MovedMetrics} metrics, 8 σ", 1, MovedMetrics, 8),
            ("1 metric alone, 8 σ", 1, 1, 8),
        })
        {
            notes.WriteLine(name);
            output.WriteLine($"| {name} | {Trial(sectors, metrics, size)} |");
        }

        return true;
    }

    private static string Trial(int sectors, int metrics, double size)
    {
        var columns = Enumerable.Range(0, 7).Select(_ => new Estimate()).ToArray();
        var outcomes = Enumerable.Range(1, Months).AsParallel().AsOrdered().Select(seed => Month(new(seed), sectors, metrics, size)).ToArray();
        foreach (var (flagged, tested) in outcomes)
        {
            bool Moved(int i) => i / Metrics < sectors && i % Metrics < metrics;
            var wrong = flagged.Count(i => !Moved(i));
            columns[0].Add(wrong > 0);
            columns[1].Add((double)wrong / Math.Max(1, flagged.Length));
            var wrongSectors = tested.Count(sector => sector >= sectors);
            columns[5].Add(wrongSectors > 0);
            columns[6].Add((double)wrongSectors / Math.Max(1, tested.Length));
            if (sectors == 0)
                continue;
            columns[2].Add((double)(flagged.Length - wrong) / (sectors * metrics));
            columns[3].Add((double)flagged.Where(Moved).Select(i => i / Metrics).Distinct().Count() / sectors);
            columns[4].Add((double)(tested.Length - wrongSectors) / sectors);
        }

        return string.Join(" | ", columns.Select(column => $"{column}"));
    }

    /// <summary>Series with q at or below the rate, and sectors.</summary>
    private static (int[] Series, int[] Sectors) Month(Random random, int sectors, int metrics, double shift)
    {
        int[] months = [.. Enumerable.Range(0, Backtests)];
        var sizes = Enumerable.Range(0, Sectors).Select(_ => 500 * Math.Exp(random.Normal())).ToArray();
        var series = new ResidualSeries[Sectors * Metrics];
        for (var i = 0; i < series.Length; i++)
        {
            var (sector, metric) = (i / Metrics, i % Metrics);
            var sigma = (0.5 + metric / 4.0) / Math.Sqrt(sizes[sector]) * Math.Exp(0.2 * random.Normal());
            var moved = sector < sectors && metric < metrics ? (random.Next(2) == 0 ? -shift : shift) : 0;
            double[] past = [.. months.Select(_ => sigma * random.Student5())];
            series[i] = new(metric, sizes[sector], sigma * (random.Student5() + moved), true, past) { Sector = sector, Months = months };
        }

        var impacts = ConsumerImpactIndex.Of(series, Dependence.Positive);
        return (
            [.. Enumerable.Range(0, series.Length).Where(i => impacts.Impacts[i].Q <= Rate)],
            [.. SectorTest.Of(series, impacts, Dependence.Positive).Where(sector => sector.Q <= Rate).Select(sector => sector.Sector)]);
    }

    private static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Student's t with five degrees of freedom, over its standard deviation.</summary>
    private static double Student5(this Random random)
    {
        var squares = 0.0;
        for (var i = 0; i < 5; i++)
            squares += Math.Pow(random.Normal(), 2);
        return random.Normal() / Math.Sqrt(squares / 5) * Math.Sqrt(3.0 / 5);
    }
}
