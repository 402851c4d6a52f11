using System.Diagnostics;
using System.Globalization;

namespace Tracker.Benchmarks;

/// <summary>CPU time of R's forecasts of some series, run now on this machine by bench/peers/peers.R.</summary>
internal static class LivePeers
{
    /// <summary>Mean CPU milliseconds a series by method, or the reason why there are none.</summary>
    public static async Task<(Dictionary<string, double> Milliseconds, string? Absent)> MeasureAsync(IEnumerable<M3Series> sample)
    {
        var start = new ProcessStartInfo("Rscript", ["--vanilla", Path.Combine(AppContext.BaseDirectory, "peers", "peers.R")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new InvalidOperationException("Rscript did not start");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return ([], "R is not installed: apt-get install --no-install-recommends r-cran-forecast r-cran-prophet");
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardInput.WriteLineAsync("series,value");
            foreach (var series in sample)
            {
                foreach (var value in series.Values[..series.Training])
                    await process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{series.Name},{value}"));
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                return ([], $"R ended with {process.ExitCode}: {(await errors).Trim()}");
            var rows = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','));
            return (rows.Where(row => row[2].Length > 0).GroupBy(row => row[0]).ToDictionary(
                method => method.Key, method => 1000 * method.Average(row => double.Parse(row[2], CultureInfo.InvariantCulture))), null);
        }
    }
}
