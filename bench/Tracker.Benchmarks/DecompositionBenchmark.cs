using System.Globalization;
using Tracker.Core.Decomposition;

namespace Tracker.Benchmarks;

/// <summary>
/// Whether the split of a change tells the truth and how sure it is: panels whose expected split is known, with mix or rate planted, and the
/// time that a panel of full size takes.
/// </summary>
internal static class DecompositionBenchmark
{
    private const int Panels = 500;
    private const int CoveragePanels = 2000;
    private const int PlantedConsumers = 20_000;
    private const int Consumers = 2000;
    private const double EnoughErrors = 5;

    public static int Run(TextWriter output, TextWriter notes)
    {
        var fast = DecompositionSpeed.Run(output, notes);
        var good = true;
        foreach (var plant in new[] { PlantedSplit.Mix, PlantedSplit.Rate })
            good &= Planted(plant, output, notes);
        good &= Coverage(output, notes);
        output.WriteLine($"bounds of truth and coverage {(good ? "hold" : "do not hold")}; the speed {(fast ? "held" : "not held")}");
        return good && fast ? 0 : 1;
    }

    private static bool Planted(PlantedSplit plant, TextWriter output, TextWriter notes)
    {
        output.WriteLine($"{Panels} panels of {PlantedConsumers} consumers");
        notes.WriteLine($"{Panels} panels of planted {plant}");
        var (other, planted, first, strong) = (new double[Panels], new double[Panels], 0, 0);
        Parallel.For(0, Panels, seed =>
        {
            var panel = SplitPanel.Draw(PlantedConsumers, plant, (ulong)(plant == PlantedSplit.Mix ? 1_000_000 : 2_000_000) + (ulong)seed);
            var split = ChangeSplit.Of(panel.Table);
            (other[seed], planted[seed]) = plant == PlantedSplit.Mix ? (split.Behavioural, split.Structural) : (split.Structural, split.Behavioural);
            var intervals = PairedBootstrap.Intervals(split, panel.Table, PairedBootstrap.Draw(panel.Consumers, PairedBootstrap.UsualDraws, 1))!;
            var truth = panel.Truth.Segments.Single(part => part.Segment.Equals(panel.Planted));
            var error = intervals.Decomposition.Segments.Single(part => part.Segment.Equals(panel.Planted)).Interval!.Value.StandardError;
            if (Math.Abs(truth.Total) < EnoughErrors * error)
                return;
            Interlocked.Increment(ref strong);
            if (split.Segments[0].Segment.Equals(panel.Planted))
                Interlocked.Increment(ref first);
        });
        var (mean, error, size) = (other.Average(), Deviation(other) / Math.Sqrt(Panels), planted.Average());
        var good = Math.Abs(mean) <= 2 * error && Math.Abs(mean) <= 0.02 * Math.Abs(size) && first >= 0.95 * strong && strong > 0;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| planted {plant} | part not planted {mean:0.0000} ± {error:0.0000} ({mean / error:+0.0;-0.0} s.e., {100 * mean / size:+0.00;-0.00}% of {size:0.000}) | planted segment first in {first} of {strong} at {EnoughErrors:0} s.e. |"));
        return good;
    }

    private static bool Coverage(TextWriter output, TextWriter notes)
    {
        var names = new[] { "structural", "behavioural", "segments" };
        var (covered, tried, squares) = (new long[3], new long[3], new double[3]);
        var gate = new Lock();
        notes.WriteLine($"{CoveragePanels} panels for coverage");
        Parallel.For(0, CoveragePanels, seed =>
        {
            var panel = SplitPanel.Draw(Consumers, seed % 2 == 0 ? PlantedSplit.Mix : PlantedSplit.Rate, 3_000_000 + (ulong)seed);
            var split = ChangeSplit.Of(panel.Table);
            var intervals = PairedBootstrap.Intervals(split, panel.Table, PairedBootstrap.Draw(panel.Consumers, PairedBootstrap.UsualDraws, (ulong)seed))!;
            lock (gate)
            {
                Count(0, split.Structural, panel.Truth.Structural, intervals.Structural);
                Count(1, split.Behavioural, panel.Truth.Behavioural, intervals.Behavioural);
                foreach (var part in intervals.Decomposition.Segments)
                    Count(2, part.Total, panel.Truth.Segments.Single(one => one.Segment.Equals(part.Segment)).Total, part.Interval!.Value);
            }
        });
        var good = true;
        output.WriteLine($"{CoveragePanels} panels of {Consumers} consumers, {PairedBootstrap.UsualDraws} draws");
        output.WriteLine("| part | 95% intervals that cover the truth | root mean square of (estimate − truth) / standard error |");
        output.WriteLine("|---|---|---|");
        for (var i = 0; i < names.Length; i++)
        {
            var (share, rms) = (100.0 * covered[i] / tried[i], Math.Sqrt(squares[i] / tried[i]));
            good &= share is >= 93.5 and <= 96.5 && rms is >= 0.9 and <= 1.1;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {names[i]} | {share:0.0}% of {tried[i]} | {rms:0.000} |"));
        }

        return good;

        void Count(int part, double estimate, double truth, EffectInterval interval)
        {
            tried[part]++;
            covered[part] += interval.Low <= truth && truth <= interval.High ? 1 : 0;
            squares[part] += Math.Pow((estimate - truth) / interval.StandardError, 2);
        }
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
