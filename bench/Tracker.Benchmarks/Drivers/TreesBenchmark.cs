using System.Diagnostics;
using System.Globalization;
using Tracker.Core.Drivers;

namespace Tracker.Benchmarks.Drivers;

/// <summary>Boosted trees beside XGBoost's hist: loss of rows that neither has seen, and time of training.</summary>
internal static class TreesBenchmark
{
    private const int Rounds = 100;
    private const int Threads = 2;
    private const int Repeats = 5;

    private readonly record struct Trained(double Loss, double Cpu, double Wall);

    public static void Run(TextWriter output, TextWriter notes)
    {
        if (!Peers.HasXgboost())
            notes.WriteLine("XGBoost is absent (apt-get install python3-xgboost): only ours is measured");
        output.WriteLine("| data | depth | loss of unseen rows | XGBoost's | ratio |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var data in TreeData.Four())
        {
            foreach (var depth in new[] { 4, 6 })
            {
                var (ours, peer) = (Ours(data, depth), Xgboost(data, depth));
                output.WriteLine(Text($"| {data.Name} | {depth} | {ours.Loss:0.00000} | {peer?.Loss:0.00000} | {ours.Loss / peer?.Loss:0.000} |"));
            }
        }

        var large = TreeData.Friedman(201_000, 20, 200_000);
        var (best, bestPeer) = (Least(() => Ours(large, 6)), Peers.HasXgboost() ? Least(() => Xgboost(large, 6)!.Value) : (Trained?)null);
        output.WriteLine();
        output.WriteLine($"Training on 200,000 rows × 20 numbers, depth 6, {Rounds} rounds, {Threads} threads, bins included, least of {Repeats} runs:");
        output.WriteLine();
        output.WriteLine("| | wall s | CPU s | loss of unseen rows |");
        output.WriteLine("|---|---|---|---|");
        output.WriteLine(Text($"| ours | {best.Wall:0.00} | {best.Cpu:0.00} | {best.Loss:0.0000} |"));
        if (bestPeer is { } other)
        {
            output.WriteLine(Text($"| XGBoost hist | {other.Wall:0.00} | {other.Cpu:0.00} | {other.Loss:0.0000} |"));
            output.WriteLine(Text($"| ratio | {best.Wall / other.Wall:0.00} | {best.Cpu / other.Cpu:0.00} | {best.Loss / other.Loss:0.000} |"));
        }
    }

    private static Trained Least(Func<Trained> train)
    {
        Trained[] runs = [.. Enumerable.Range(0, Repeats).Select(_ => train())];
        return new(runs[0].Loss, runs.Min(run => run.Cpu), runs.Min(run => run.Wall));
    }

    private static Trained Ours(TreeData data, int depth)
    {
        var (cpu, watch) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        var table = data.Binned();
        double[] weights = [.. Enumerable.Repeat(1.0, table.Rows)];
        int[] training = [.. Enumerable.Range(0, data.Training)];
        var model = GradientBoostedTrees.Fit(table, training, data.Target, weights, new() { Loss = data.Loss, Rounds = Rounds, Depth = depth });
        var (wall, used) = (watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - cpu);
        var scores = model.Scores(table, [.. Enumerable.Range(data.Training, table.Rows - data.Training)]);
        return new(scores.Select((score, i) => Loss(data.Loss, score, data.Target[data.Training + i])).Average(), used.TotalSeconds, wall.TotalSeconds);
    }

    private static double Loss(BoostingLoss loss, double score, double target) => loss == BoostingLoss.Squared
        ? (score - target) * (score - target)
        : Math.Log(1 + Math.Exp(-Math.Abs(score))) + Math.Max(score, 0) - target * score;

    private static Trained? Xgboost(TreeData data, int depth)
    {
        if (!Peers.HasXgboost())
            return null;
        var folder = Directory.CreateTempSubdirectory("tracker-trees-");
        try
        {
            data.Write(folder.FullName);
            var words = Peers.Python("xgboost_trees.py", folder.FullName, data.Loss == BoostingLoss.Squared ? "squared" : "logistic", $"{depth}", $"{Rounds}", $"{Threads}");
            double[] numbers = [.. words.Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
            return new(numbers[0], numbers[1], numbers[2]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
