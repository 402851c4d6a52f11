using System.Diagnostics;
using System.Globalization;

namespace Tracker.Benchmarks;

/// <summary>A program run to its end, with the time and the memory that it took.</summary>
internal sealed record MeasuredProcess(string Output, TimeSpan Wall, long PeakMiB)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<MeasuredProcess> RunAsync(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var reading = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakKiB(process.Id));
            await Task.Delay(Pause);
        }

        var wall = watch.Elapsed;
        return process.ExitCode == 0
            ? new(await reading, wall, peak / 1024)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    /// <summary>The kernel's own high-water mark of resident memory; 0 where the process is gone.</summary>
    private static long PeakKiB(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
