using System.Globalization;
using System.Text.Json;

namespace Tracker.Benchmarks;

/// <summary>
/// The pipeline in R of <see cref="PeerPipeline"/> and Tracker on the same files, one after the other. The pipeline keeps its rows in memory and looks for
/// repeated ids within a file; Tracker stores them and looks for them in the whole load.
/// </summary>
internal static class PeerBenchmark
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter notes)
    {
        var sample = new PeerSample(20_000, 84, 20_000_000);
        var forecaster = "prophet";
        var explained = 10;
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--consumers": sample = sample with { Consumers = Number(arguments[++i]) }; break;
                case "--months": sample = sample with { Months = Number(arguments[++i]) }; break;
                case "--events": sample = sample with { Events = Number(arguments[++i]) }; break;
                case "--forecaster": forecaster = arguments[++i]; break;
                case "--explained": explained = Number(arguments[++i]); break;
                default:
                    notes.WriteLine($"{arguments[i]}: expected --consumers N, --months M, --events E, --forecaster prophet or ets, or --explained SECTORS");
                    return 2;
            }
        }

        var (peer, missing) = await PeerPipeline.FindAsync();
        if (peer is null)
        {
            output.WriteLine($"not run: {missing}");
            return 0;
        }

        await RunAsync(peer, sample, forecaster, explained, output, notes);
        return 0;

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    private static async Task RunAsync(PeerPipeline pipeline, PeerSample sample, string forecaster, int explained, TextWriter output, TextWriter notes)
    {
        await using var scratch = new ScratchCluster();
        var folder = Path.Combine(scratch.Folder, "sample");
        notes.WriteLine($"making a sample of {sample.Events:N0} events");
        await pipeline.MakeSampleAsync(folder, sample);
        notes.WriteLine("the pipeline in R");
        var peer = await pipeline.RunAsync(folder, Path.Combine(scratch.Folder, "peer"), forecaster, explained);

        await scratch.StartAsync();
        notes.WriteLine("tracker ingest");
        var ingest = await ScratchCluster.TrackerAsync("ingest", folder, "--format", "json");
        using var books = JsonDocument.Parse(ingest.Output);
        if (books.RootElement.GetProperty("accepted").GetInt64() != peer.Rows)
            throw new InvalidOperationException($"expected {peer.Rows} accepted rows: {ingest.Output}");
        notes.WriteLine("tracker run");
        var run = await ScratchCluster.TrackerAsync("run", "--movers-only", "--format", "json");
        notes.WriteLine("tracker run, drivers and splits");
        var explain = await ScratchCluster.TrackerAsync("run", "--format", "json");
        notes.WriteLine("tracker coverage");
        var coverage = await ScratchCluster.TrackerAsync("coverage", "--format", "json");

        output.WriteLine($"{peer.Rows:N0} events, {sample.Consumers:N0} consumers, {sample.Months} months; {Environment.ProcessorCount} cores");
        output.WriteLine("| | seconds | rows a second | process peak MiB |");
        output.WriteLine("|---|---|---|---|");
        output.WriteLine($"| peer: ingest and rollup | {peer.Ingest:0.0} | {peer.Rows / peer.Ingest:N0} | {peer.PeakMiB:N0} |");
        output.WriteLine($"| tracker ingest | {ingest.Wall.TotalSeconds:0.0} | {peer.Rows / ingest.Wall.TotalSeconds:N0} | {ingest.PeakMiB:N0} |");
        output.WriteLine($"| peer: forecasts and scores of {peer.Series} series, {forecaster} | {peer.Forecast:0.0} | | |");
        output.WriteLine($"| tracker run --movers-only | {run.Wall.TotalSeconds:0.0} | | {run.PeakMiB:N0} |");
        output.WriteLine($"| peer: drivers and decomposition of {explained} sectors | {peer.Explain:0.0} | | |");
        output.WriteLine($"| tracker run: drivers and splits of the significant and the first ten movers | {explain.Wall.TotalSeconds:0.0} | | {explain.PeakMiB:N0} |");
        output.WriteLine($"| tracker coverage | {coverage.Wall.TotalSeconds:0.0} | | {coverage.PeakMiB:N0} |");
        output.WriteLine($"seconds of the peer / seconds of tracker: ingest {peer.Ingest / ingest.Wall.TotalSeconds:0.00}, forecasts {peer.Forecast / run.Wall.TotalSeconds:0.00}");
    }
}
