using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tracker.Benchmarks.Serving;

/// <summary>What a load of requests met.</summary>
/// <param name="Requests">Answered with 200.</param>
/// <param name="Failures">Answered otherwise, or not.</param>
/// <param name="Seconds">From the first to the last.</param>
/// <param name="P50">Of the latencies, in milliseconds; with a rate, from when the request was due.</param>
/// <param name="P99">Of the latencies, in milliseconds.</param>
internal sealed record LoadReport(long Requests, long Failures, double Seconds, double P50, double P99)
{
    public double Rate => Requests / Seconds;
}

/// <summary>Asks one address of this machine again and again: as fast as some connections go, or at a rate. Bounded in time.</summary>
internal sealed record Load(Uri Url, string? Key, int Connections, double Seconds, double? Rate)
{
    private const double MostSeconds = 3600;
    private const int BufferSize = 1 << 17;

    /// <summary>In a process of its own, so that the service's processor time and memory are its own.</summary>
    public async Task<LoadReport> RunApartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tracker.Benchmarks.dll"), "service-load"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(this));
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<LoadReport>(output)! : throw new InvalidOperationException($"the loader ended with {process.ExitCode}");
    }

    /// <summary>What the loader's process does.</summary>
    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        var load = JsonSerializer.Deserialize<Load>(await input.ReadToEndAsync())!;
        if (!load.Url.IsLoopback || load.Seconds is not (> 0 and <= MostSeconds))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"load of {load.Url} for {load.Seconds} s: expected this machine, and at most {MostSeconds} s"));
        output.Write(JsonSerializer.Serialize(await load.RunAsync()));
        return 0;
    }

    private async Task<LoadReport> RunAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseProxy = false, UseCookies = false });
        await AskAsync(client, new byte[BufferSize]);
        var watch = Stopwatch.StartNew();
        var sent = 0L;
        var lines = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var (latencies, failures, buffer) = (new List<double>(), 0L, new byte[BufferSize]);
            while (watch.Elapsed.TotalSeconds < Seconds)
            {
                var due = watch.Elapsed.TotalSeconds;
                if (Rate is { } rate)
                {
                    due = (Interlocked.Increment(ref sent) - 1) / rate;
                    var early = due - watch.Elapsed.TotalSeconds;
                    if (due >= Seconds)
                        break;
                    if (early > 0)
                        await Task.Delay(TimeSpan.FromSeconds(early));
                }

                if (await AskAsync(client, buffer))
                    latencies.Add(1000 * (watch.Elapsed.TotalSeconds - due));
                else
                    failures++;
            }

            return (latencies, failures);
        })));
        var took = watch.Elapsed.TotalSeconds;
        var all = lines.SelectMany(line => line.latencies).Order().ToArray();
        return new(all.Length, lines.Sum(line => line.failures), took, At(all, 0.5), At(all, 0.99));
    }

    private async Task<bool> AskAsync(HttpClient client, byte[] buffer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        if (Key is not null)
            request.Headers.Add("X-Api-Key", Key);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        while (await body.ReadAsync(buffer) > 0)
        {
        }

        return response.IsSuccessStatusCode;
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
