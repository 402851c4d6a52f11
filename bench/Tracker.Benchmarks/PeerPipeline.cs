using System.ComponentModel;
using System.Text.Json;

namespace Tracker.Benchmarks;

/// <summary>The pipeline in R of <c>shared/peer</c>, which is not part of the repository, and the sample that it makes.</summary>
internal sealed class PeerPipeline
{
    private const string Packages = "c('data.table', 'ranger', 'jsonlite', 'prophet', 'forecast')";
    private readonly string makeSample;
    private readonly string pipeline;

    private PeerPipeline(string makeSample, string pipeline) => (this.makeSample, this.pipeline) = (makeSample, pipeline);

    /// <summary>The pipeline, or what is missing to run it.</summary>
    public static async Task<(PeerPipeline? Pipeline, string? Missing)> FindAsync()
    {
        if (SharedData.Find("peer", "make_sample.R") is not { } makeSample || SharedData.Find("peer", "peer.R") is not { } pipeline)
            return (null, "shared/peer is not beside a folder above this one");
        try
        {
            var packages = await MeasuredProcess.RunAsync("Rscript", "-e", $"cat(setdiff({Packages}, rownames(installed.packages())))");
            return packages.Output.Trim() is { Length: > 0 } missing
                ? (null, $"R lacks these packages: {missing}")
                : (new PeerPipeline(makeSample, pipeline), null);
        }
        catch (Win32Exception)
        {
            return (null, "Rscript is not on PATH");
        }
    }

    /// <summary>Writes consumers.csv and events/, the canonical layout.</summary>
    public Task<MeasuredProcess> MakeSampleAsync(string folder, PeerSample sample) => MeasuredProcess.RunAsync(
        "Rscript", makeSample, "--out", folder, "--consumers", $"{sample.Consumers}", "--months", $"{sample.Months}", "--events", $"{sample.Events}", "--seed", "2");

    /// <param name="sample">The folder of the sample.</param>
    /// <param name="output">Where its tables go.</param>
    /// <param name="forecaster">prophet or ets.</param>
    /// <param name="explained">In how many sectors it looks for drivers.</param>
    public async Task<PeerRun> RunAsync(string sample, string output, string forecaster, int explained)
    {
        var process = await MeasuredProcess.RunAsync("Rscript", pipeline, "--in", sample, "--out", output, "--forecaster", forecaster, "--k", $"{explained}");
        using var report = JsonDocument.Parse(process.Output[(process.Output.LastIndexOf("\n{", StringComparison.Ordinal) + 1)..]); // packages print before it
        var root = report.RootElement;
        var steps = root.GetProperty("steps");
        return new(
            root.GetProperty("rows_kept").GetInt64(), root.GetProperty("series").GetInt32(), process.PeakMiB,
            Seconds("ingest") + Seconds("rollup"), Seconds("forecast"), Seconds("drivers") + Seconds("decompose"));

        double Seconds(string step) => steps.GetProperty(step).GetProperty("wall_s").GetDouble();
    }
}

internal sealed record PeerSample(int Consumers, int Months, int Events);

/// <param name="Rows">Events that the pipeline kept.</param>
/// <param name="Series">Sector and metric pairs that it forecast.</param>
/// <param name="PeakMiB">Of the main process, without the workers it forks.</param>
/// <param name="Ingest">Seconds of reading and rollup.</param>
/// <param name="Forecast">Seconds of forecasts and scores.</param>
/// <param name="Explain">Seconds of drivers and decomposition.</param>
internal sealed record PeerRun(long Rows, int Series, long PeakMiB, double Ingest, double Forecast, double Explain);
