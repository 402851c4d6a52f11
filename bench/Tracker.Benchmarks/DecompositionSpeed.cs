using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks;

/// <summary>
/// How long a decomposition takes from the two months of consumers, as marts hold them, to the answer: segments, audit, split, 500 draws, who joined and left. And
/// that of the pipeline in R (<c>shared/peer</c>, which is not part of the repository) on the same rows.
/// </summary>
internal static class DecompositionSpeed
{
    private const int Consumers = 100_000;
    private const int Runs = 15;
    private const double Bound = 0.3;
    private const int PeerDraws = 200;

    /// <summary>Whether it held its bound.</summary>
    public static bool Run(TextWriter output, TextWriter notes) => Time(SplitPanel.Draw(Consumers, PlantedSplit.Rate, 1), output, notes).Wall < Bound;

    public static async Task<int> BesideThePeerAsync(TextWriter output, TextWriter notes)
    {
        var panel = SplitPanel.Draw(Consumers, PlantedSplit.Rate, 1);
        var ours = Time(panel, output, notes);
        if (SharedData.Find("peer", "peer.R") is not { } pipeline)
        {
            output.WriteLine("the peer was not run: shared/peer is not beside a folder above this one");
            return 0;
        }

        var file = Path.GetTempFileName();
        try
        {
            Write(panel, file);
            notes.WriteLine($"the pipeline in R, {PeerDraws} draws");
            var run = await MeasuredProcess.RunAsync(
                "Rscript", "--vanilla", Path.Combine(AppContext.BaseDirectory, "peers", "decompose.R"), pipeline, file, $"{PeerDraws}", $"{Environment.ProcessorCount}");
            double[] took = [.. run.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            output.WriteLine("| same rows, 3 attributes | draws | wall s | CPU s |");
            output.WriteLine("|---|---|---|---|");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the pipeline in R | {PeerDraws} | {took[1]:0.00} | {took[0]:0.00} |"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| ours | {PairedBootstrap.UsualDraws} | {ours.Wall:0.000} | {ours.Busy:0.000} |"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wall / wall {took[1] / ours.Wall:0}, CPU / CPU {took[0] / ours.Busy:0}; a draw: CPU / CPU {took[0] / PeerDraws / (ours.Busy / PairedBootstrap.UsualDraws):0}"));
        }
        catch (Win32Exception)
        {
            output.WriteLine("the peer was not run: R is not installed: apt-get install --no-install-recommends r-base-core r-cran-data.table");
        }
        finally
        {
            File.Delete(file);
        }

        return 0;
    }

    private static (double Wall, double Busy) Time(SplitPanel panel, TextWriter output, TextWriter notes)
    {
        notes.WriteLine("speed");
        var (before, after, columns) = panel.Months();
        var question = new MoverQuestion
        {
            Metric = Metric.SpendPerConsumer,
            Chain = panel.Table.Chain,
            After = after,
            Known = panel.Table.Attributes,
            Attribute = (name, _) => columns.Single(column => column.Name == name),
            Asked = panel.Table.Attributes,
            Drivers = [],
            Earlier = [],
            Least = SmallCells.UsualLeast,
            Seed = 1,
        };
        var (wall, busy, segments) = (new double[Runs], new double[Runs], 0);
        for (var run = 0; run < Runs; run++)
        {
            var (clock, start) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            segments = MonthSplit.Of(question with { Seed = (ulong)run }, before)!.Decomposition.Segments.Count;
            (wall[run], busy[run]) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        }

        Array.Sort(wall);
        Array.Sort(busy);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Consumers:N0} consumers, {columns.Count} attributes, {segments} segments, {PairedBootstrap.UsualDraws} draws: {wall[Runs / 2]:0.000} s (median of {Runs}, {Environment.ProcessorCount} cores; least {wall[0]:0.000}), {busy[Runs / 2]:0.000} s of processor time (least {busy[0]:0.000}); bound {Bound} s"));
        return (wall[Runs / 2], busy[Runs / 2]);
    }

    private static void Write(SplitPanel panel, string file)
    {
        var (before, after, columns) = panel.Months();
        using var writer = new StreamWriter(file);
        writer.WriteLine(string.Join(',', columns.Select(column => column.Name)) + ",active0,purchases0,spend0,active1,purchases1,spend1");
        for (var i = 0; i < after.Weights.Length; i++)
        {
            var own = columns.Select(column => column.Codes[i] == AttributeColumn.Unknown ? "unknown" : column.Values[column.Codes[i]]);
            writer.WriteLine($"{string.Join(',', own)},{Amounts(before, i)},{Amounts(after, i)}");
        }

        static string Amounts(ConsumerMonth month, int i) => string.Create(
            CultureInfo.InvariantCulture, $"{(month.IsActive(i) ? 1 : 0)},{month.Cells[i].Purchases},{month.Cells[i].Of(Measure.Spend)}");
    }
}
