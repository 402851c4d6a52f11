using System.ComponentModel;
using System.Diagnostics;

namespace Tracker.Benchmarks.Drivers;

/// <summary>Programs of others that the benchmark compares with, where they are installed.</summary>
internal static class Peers
{
    /// <summary>Debian's, whose packages XGBoost is in.</summary>
    private const string DebianPython = "/usr/bin/python3";

    private static readonly Lazy<bool> Xgboost = new(() => Ends(DebianPython, "-c", "import xgboost, numpy"));
    private static readonly Lazy<bool> Ranger = new(() => Ends("Rscript", "-e", "library(ranger)"));

    public static bool HasXgboost() => Xgboost.Value;

    public static bool HasRanger() => Ranger.Value;

    /// <summary>The words that a script of bench/peers prints.</summary>
    public static string[] Python(string script, params string[] arguments) => Words(DebianPython, [Script(script), .. arguments]);

    public static string[] R(string script, params string[] arguments) => Words("Rscript", [Script(script), .. arguments]);

    private static string[] Words(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0 ? words : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static bool Ends(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string Script(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "bench", "peers", name);
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException($"bench/peers/{name} is not above {AppContext.BaseDirectory}");
    }
}
