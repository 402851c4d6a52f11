using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks;

/// <summary>Runs bench/peers/prophet.R, where R and the package are installed.</summary>
internal static class Prophet
{
    private const int Processes = 2;

    public static bool IsInstalled
    {
        get
        {
            try
            {
                using var r = Process.Start(new ProcessStartInfo("Rscript", ["-e", "library(prophet)"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
                r.StandardError.ReadToEnd();
                r.WaitForExit();
                return r.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>Logs of the totals by series and month, and CPU seconds of an origin.</summary>
    public static (Dictionary<(string Series, Month Month), double> Totals, double CpuSeconds) Forecast(IReadOnlyList<DailyCase> cases, Func<bool, int> months)
    {
        var folder = Directory.CreateTempSubdirectory("tracker-prophet-");
        try
        {
            var totals = new Dictionary<(string, Month), double>();
            var seconds = new List<double>();
            var runs = Enumerable.Range(0, Processes).Select(p => Start(folder.FullName, p, [.. cases.Where((_, i) => i % Processes == p)], months)).ToArray();
            foreach (var (run, file) in runs)
            {
                using (run)
                {
                    run.WaitForExit();
                    if (run.ExitCode != 0)
                        throw new InvalidOperationException("prophet.R failed; its message stands above");
                }

                foreach (var row in File.ReadLines(file).Skip(1).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(',')))
                {
                    totals[(row[0], Month.Parse(row[1]))] = double.Parse(row[2], CultureInfo.InvariantCulture);
                    seconds.Add(double.Parse(row[3], CultureInfo.InvariantCulture));
                }
            }

            return (totals, seconds.Average());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (Process Run, string Output) Start(string folder, int part, DailyCase[] cases, Func<bool, int> months)
    {
        var text = new StringBuilder("series,day,value,months\n");
        foreach (var one in cases)
        {
            for (var day = 0; day < one.Values.Length; day++)
            {
                var value = one.Values.Values[day];
                text.Append(CultureInfo.InvariantCulture, $"{one.Name},{one.Values.Start.AddDays(day):yyyy-MM-dd},{(double.IsNaN(value) ? "NA" : value)},{months(one.Source == "real")}\n");
            }
        }

        var (input, output) = (Path.Combine(folder, $"{part}.csv"), Path.Combine(folder, $"{part}-out.csv"));
        File.WriteAllText(input, text.ToString());
        return (Process.Start(new ProcessStartInfo("Rscript", [Script(), input, output]) { RedirectStandardOutput = true })!, output);
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "bench", "peers", "prophet.R");
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException("bench/peers/prophet.R: expected above the program");
    }
}
