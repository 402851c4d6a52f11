using System.Diagnostics;

namespace Tracker.Cli.Tests;

/// <summary>The built program, run as people run it.</summary>
internal sealed record TrackerProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static string Program => Path.Combine(AppContext.BaseDirectory, "tracker.dll");

    /// <summary>The lines of the result, without their ends.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<TrackerProcess> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    public static Task<TrackerProcess> RunWithInputAsync(string input, params string[] arguments) =>
        RunAsync(new ProcessStartInfo("dotnet", [Program, .. arguments]), input);

    /// <summary>A line of a shell in which <c>tracker</c> stands for the program.</summary>
    public static Task<TrackerProcess> RunLineAsync(string line, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"tracker() {{ dotnet '{Program}' \"$@\"; }}\n{line}"]) { WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return RunAsync(start, "");
    }

    public static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment.Remove("TRACKER_DEBUG");
        return Process.Start(start)!;
    }

    private static async Task<TrackerProcess> RunAsync(ProcessStartInfo start, string input)
    {
        using var process = Start(start);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading.
        }

        using var late = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(late.Token);
        return new(process.ExitCode, await output, await error);
    }
}
