using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tracker.Api;
using Tracker.Storage;
using Tracker.Storage.Access;
using Tracker.Synthetic;

namespace Tracker.Benchmarks.Serving;

/// <summary>
/// The service under load, with a month of results: movers beside an endpoint of the same process that returns a constant of the same size, at full speed and at half
/// of it, its memory meanwhile, and decompositions that nobody planned. The loader is a process of its own on this machine.
/// </summary>
internal sealed class ServiceBenchmark(GeneratorOptions options, double seconds, double minutes, TextWriter output, TextWriter notes)
{
    private const int Connections = 16;
    private const int Rounds = 3;

    private const string Movers = "/api/v1/movers";
    private const string Constant = "/constant";

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter notes)
    {
        var (options, seconds, minutes) = (new GeneratorOptions { Consumers = 100_000, Months = 26 }, 10.0, 10.0);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            switch (arguments[i], i + 1 < arguments.Length && double.TryParse(arguments[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : double.NaN)
            {
                case ("--consumers", > 0 and var value): options = options with { Consumers = (int)value }; break;
                case ("--months", > 0 and var value): options = options with { Months = (int)value }; break;
                case ("--seconds", > 0 and <= 600 and var value): seconds = value; break;
                case ("--minutes", > 0 and <= 30 and var value): minutes = value; break;
                default:
                    notes.WriteLine("service: expected --consumers N, --months N, --seconds S up to 600 or --minutes M up to 30");
                    return 2;
            }
        }

        return await new ServiceBenchmark(options, seconds, minutes, output, notes).RunAsync() ? 0 : 1;
    }

    private async Task<bool> RunAsync()
    {
        await using var scratch = new ScratchCluster();
        await FillAsync(scratch);
        await using var database = await TrackerDatabase.OpenAsync(new(), null, CancellationToken.None);
        var key = (await ApiKeys.CreateAsync(database.Source, Role.Analyst, "benchmark", null, "benchmark", CancellationToken.None)).Key;
        byte[] constant = [];
        var service = ServiceOptions.From("http://127.0.0.1:0", name => name == ServiceOptions.RequestsVariable ? "10000000" : null);
        await using var app = await Service.StartAsync(
            database, service, CancellationToken.None,
            more => more.MapGet(Constant, () => TypedResults.Bytes(constant, "application/json; charset=utf-8")).AllowAnonymous());
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        constant = await client.GetByteArrayAsync(new Uri(Movers, UriKind.Relative));

        var good = await LoadAsync(client.BaseAddress!, key, constant.Length);
        var adHoc = new AdHocDecompositions(client, output, notes);
        good &= await adHoc.RunAsync(options.Consumers);
        await app.StopAsync();
        return good;
    }

    private async Task FillAsync(ScratchCluster scratch)
    {
        var panel = Path.Combine(scratch.Folder, "panel");
        notes.WriteLine($"generating {options.Consumers:N0} consumers over {options.Months} months");
        PanelGenerator.Write(options, panel, null, CancellationToken.None);
        await scratch.StartAsync();
        notes.WriteLine("tracker ingest");
        await ScratchCluster.TrackerAsync("ingest", panel);
        notes.WriteLine("tracker run");
        await ScratchCluster.TrackerAsync("run", "--movers-only");
        Directory.Delete(panel, recursive: true);
    }

    private async Task<bool> LoadAsync(Uri address, string key, int bytes)
    {
        var (movers, constant) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++) // the first warms up
        {
            notes.WriteLine($"as fast as it goes, round {round} of {Rounds}");
            constant.Add((await AskAsync(Constant, seconds, null)).Rate);
            movers.Add((await AskAsync(Movers, seconds, null)).Rate);
        }

        var peak = Median(movers.Skip(1));
        var ratio = peak / Median(constant.Skip(1));
        notes.WriteLine($"half of the peak for {minutes} minutes");
        var memory = new List<(double At, double ResidentMiB, double HeapMiB)>();
        using var ended = new CancellationTokenSource();
        var watching = WatchMemoryAsync(memory, ended.Token);
        var half = await AskAsync(Movers, 60 * minutes, peak / 2);
        await ended.CancelAsync();
        await watching;
        var (early, late) = (Part(memory, 0.1, 0.4), Part(memory, 0.7, 1.0));

        output.WriteLine($"GET {Movers} of {bytes:N0} bytes, {Connections} connections, {Rounds} rounds of {seconds} s; {Environment.ProcessorCount} cores, the loader on them too");
        output.WriteLine("| | requests a second (median) | of the constant | p50 ms | p99 ms | failures |");
        output.WriteLine("|---|---|---|---|---|---|");
        output.WriteLine(Line($"| a constant of the same size | {Median(constant.Skip(1)):0} | | | | |"));
        output.WriteLine(Line($"| movers, as fast as it goes | {peak:0} | {ratio:0.00} | | | |"));
        output.WriteLine(Line($"| movers, at half of the peak, {minutes} minutes | {half.Rate:0} | | {half.P50:0.0} | {half.P99:0.0} | {half.Failures} |"));
        output.WriteLine(Line($"memory of the process: resident {early.Resident:0} MiB early, {late.Resident:0} MiB late; heap after a collection {early.Heap:0.0} and {late.Heap:0.0} MiB ({memory.Count} samples)"));
        return ratio >= 0.5 && half.P99 < 20 && half.Failures == 0 && late.Heap < 1.1 * early.Heap + 1;

        Task<LoadReport> AskAsync(string path, double duration, double? rate) =>
            new Load(new(address, path), path == Movers ? key : null, Connections, duration, rate).RunApartAsync();
    }

    /// <summary>The heap after a full collection: what is held, not what waits to be collected.</summary>
    private async Task WatchMemoryAsync(List<(double, double, double)> samples, CancellationToken ended)
    {
        var pause = TimeSpan.FromSeconds(Math.Max(1, 60 * minutes / 40));
        var watch = Stopwatch.StartNew();
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(pause, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var resident = Environment.WorkingSet;
            samples.Add((watch.Elapsed.TotalSeconds, resident / (double)(1 << 20), GC.GetTotalMemory(forceFullCollection: true) / (double)(1 << 20)));
        }
    }

    private static (double Resident, double Heap) Part(List<(double At, double ResidentMiB, double HeapMiB)> samples, double from, double to)
    {
        var part = samples.Where(sample => sample.At >= from * samples[^1].At && sample.At <= to * samples[^1].At).ToArray();
        return (Median(part.Select(sample => sample.ResidentMiB)), Median(part.Select(sample => sample.HeapMiB)));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is { Length: > 0 } sorted ? sorted[sorted.Length / 2] : double.NaN;
}
