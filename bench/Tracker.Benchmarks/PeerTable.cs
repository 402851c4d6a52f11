using System.Diagnostics;
using System.Globalization;
using Tracker.Core.Forecasting;

namespace Tracker.Benchmarks;

/// <summary>Accuracy, calibration and CPU time from the end of training, beside stored forecasts of R's packages, on the series that all of
/// them have; then CPU time beside R's run now.</summary>
internal static class PeerTable
{
    private const int Horizon = 18;

    /// <summary>Series that R forecasts now: prophet and auto.arima take seconds for each.</summary>
    private const int Sample = 10;

    private static readonly string[] Peers = ["ets", "arima", "theta", "stlf", "prophetmult", "prophet", "snaive", "naive2"];

    private sealed record Path(PeerStep[] Steps, double CpuMilliseconds);

    public static async Task WriteAsync(M3Series[] all, TextWriter output)
    {
        if (SharedData.Find("forecast_m3/peers.csv.gz") is not { } file)
        {
            output.WriteLine("forecast_m3/peers.csv.gz is absent");
            return;
        }

        var stored = SharedData.Rows(file).GroupBy(row => (row[0], row[1])).ToDictionary(
            path => path.Key,
            path => new Path(
                [.. path.OrderBy(row => int.Parse(row[2], CultureInfo.InvariantCulture)).Select(row => M3.Step(row, 3))],
                1000 * path.Select(row => M3.Number(row[9])).First(seconds => !double.IsNaN(seconds))));
        var common = all.Where(series => Peers.All(peer => stored.ContainsKey((series.Name, peer)))).ToArray();

        output.WriteLine($"{common.Length} series that all have, from the end of training");
        output.WriteLine("method              MASE h1   OWA h1  OWA h1-18  cover80  cover95   CPU ms a series");
        var naive = common.Select(series => stored[(series.Name, "naive2")]).ToArray();
        var cpu = new Dictionary<string, double>();
        var ours = Combination.Members.Select(member => member.Name).Prepend(ForecastOptions.Combined);
        foreach (var (name, paths) in ours
            .Select(name => (name, Ours(common, name)))
            .Concat(Peers.Select(peer => ("R " + peer, common.Select(series => stored[(series.Name, peer)]).ToArray()))))
        {
            cpu[name] = paths.Average(path => path.CpuMilliseconds);
            double Relative(int steps) =>
                (SymmetricError(common, paths, steps) / SymmetricError(common, naive, steps) + ScaledError(common, paths, steps) / ScaledError(common, naive, steps)) / 2;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-18} {ScaledError(common, paths, 1),8:0.000} {Relative(1),8:0.000} {Relative(Horizon),10:0.000} " +
                $"{Cover(common, paths, step => (step.Lo80, step.Hi80)),8} {Cover(common, paths, step => (step.Lo95, step.Hi95)),8} {cpu[name],12:0.0}"));
        }

        output.WriteLine();
        var (live, absent) = await LivePeers.MeasureAsync(common.Take(Sample));
        output.WriteLine(absent ?? $"CPU time of R now, {Sample} of these series");
        var backtests = ForecastOptions.Default.Backtests;
        foreach (var (method, milliseconds) in live)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"R {method,-16} {milliseconds,10:0.0} ms a series; combination with {backtests} backtests / it = 1 / {milliseconds / cpu[ForecastOptions.Combined],0:0}, " +
                $"/ as many of it = 1 / {(backtests + 1) * milliseconds / cpu[ForecastOptions.Combined],0:0}"));
        }
    }

    private static Path[] Ours(M3Series[] common, string name)
    {
        foreach (var series in common) // compiled before it is timed
            ForecastBenchmark.Ours(series, 0, Horizon, new() { Forecaster = name });
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var steps = common.Select(series => ForecastBenchmark.Ours(series, 0, Horizon, new() { Forecaster = name })).ToArray();
        var each = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / common.Length;
        return [.. steps.Select(path => new Path(path, each))];
    }

    private static double ScaledError(M3Series[] series, Path[] paths, int steps) => Mean(series, paths, steps, (one, actual, mean) =>
        Math.Abs(actual - mean) / one.MaseScale);

    private static double SymmetricError(M3Series[] series, Path[] paths, int steps) => Mean(series, paths, steps, (_, actual, mean) =>
        200 * Math.Abs(actual - mean) / (Math.Abs(actual) + Math.Abs(mean)));

    private static double Mean(M3Series[] series, Path[] paths, int steps, Func<M3Series, double, double, double> error) =>
        series.Zip(paths).Average(pair =>
            Enumerable.Range(0, steps).Average(step => error(pair.First, pair.First.Values[pair.First.Training + step], pair.Second.Steps[step].Mean)));

    private static string Cover(M3Series[] series, Path[] paths, Func<PeerStep, (double Lo, double Hi)> band)
    {
        if (paths.Any(path => double.IsNaN(band(path.Steps[0]).Lo)))
            return "–";
        var inside = series.Zip(paths).Count(pair =>
            pair.First.Values[pair.First.Training] >= band(pair.Second.Steps[0]).Lo && pair.First.Values[pair.First.Training] <= band(pair.Second.Steps[0]).Hi);
        return (100.0 * inside / series.Length).ToString("0.0", CultureInfo.InvariantCulture);
    }
}
