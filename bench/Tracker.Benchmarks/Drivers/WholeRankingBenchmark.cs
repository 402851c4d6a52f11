using System.Diagnostics;
using System.Globalization;
using Tracker.Core.Drivers;

namespace Tracker.Benchmarks.Drivers;

/// <summary>Time and memory of a whole ranking, and ranger's time for its importance on the same rows.</summary>
internal static class WholeRankingBenchmark
{
    private const int Large = 100_000;
    private const int Small = 20_000;
    private const int RecallPanels = 5;
    private static readonly int[] Nodes = [5, 200];

    public static void Run(TextWriter output, TextWriter notes)
    {
        notes.WriteLine("whole ranking");
        var changes = DriverPanel.Draw(Large, 2, (0.15, 0.4), false, 1).Changes;
        output.WriteLine($"{Large:N0} consumers × 12 attributes, 5 folds, 200 null refits, 50 resamples:");
        output.WriteLine();
        output.WriteLine("| | wall s | CPU s |");
        output.WriteLine("|---|---|---|");
        Say(output, "the ranking", Measure(() => DriverRanking.Of(changes with { Bought = null })));
        Say(output, "the same with behaviour and mix (2 × 200 more null refits)", Measure(() => DriverRanking.Of(changes)));
        output.WriteLine();
        output.WriteLine($"Peak memory of the process, the panel and its text included: {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB.");
        if (!Peers.HasRanger())
        {
            notes.WriteLine("ranger is absent (apt-get install r-base-core r-cran-ranger): the peer is not measured");
            return;
        }

        output.WriteLine();
        output.WriteLine($"{RecallPanels} panels of {Small:N0} consumers, two planted, 2 threads; ranger: 100 trees, permutation, months stacked:");
        output.WriteLine();
        output.WriteLine("| | planted among the first three | CPU s a panel | wall s a panel |");
        output.WriteLine("|---|---|---|---|");
        foreach (var peer in Nodes)
            Recall($"ranger, nodes of {peer}", panel => Ranger(panel, peer));
        Recall("ours, importance in 5 folds", panel => Ours(panel, new() { NullRefits = 19, Resamples = 1 }));
        Recall("ours, with 200 null refits and 50 resamples", panel => Ours(panel, new()));

        void Recall(string name, Func<DriverPanel, (string[] Order, double Cpu, double Wall)> rank)
        {
            notes.WriteLine(name);
            var (found, cpu, wall) = (0, 0.0, 0.0);
            for (var seed = 0; seed < RecallPanels; seed++)
            {
                var panel = DriverPanel.Draw(Small, 2, (0.15, 0.4), false, 50_000 + seed);
                var one = rank(panel);
                found += one.Order.Take(3).Count(panel.Planted.Contains);
                (cpu, wall) = (cpu + one.Cpu / RecallPanels, wall + one.Wall / RecallPanels);
            }

            output.WriteLine(Text($"| {name} | {found / (2.0 * RecallPanels):0.00} | {cpu:0.00} | {wall:0.00} |"));
        }
    }

    private static (string[] Order, double Cpu, double Wall) Ours(DriverPanel panel, DriverOptions options)
    {
        string[] order = [];
        var changes = panel.Changes with { Bought = null };
        var (cpu, wall) = Measure(() => order = [.. DriverRanking.Of(changes, options).Drivers.Select(driver => driver.Attribute)]);
        return (order, cpu, wall);
    }

    private static (string[] Order, double Cpu, double Wall) Ranger(DriverPanel panel, int node)
    {
        var file = Path.GetTempFileName();
        try
        {
            panel.WriteCodes(file);
            var words = Peers.R("ranger_drivers.R", file, "2", $"{node}");
            return (words[2..], double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (double Cpu, double Wall) Measure(Action work)
    {
        var (cpu, watch) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        work();
        return ((Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds, watch.Elapsed.TotalSeconds);
    }

    private static void Say(TextWriter output, string what, (double Cpu, double Wall) took) =>
        output.WriteLine(Text($"| {what} | {took.Wall:0.0} | {took.Cpu:0.0} |"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
