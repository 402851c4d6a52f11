using System.ComponentModel;
using System.Diagnostics;

namespace Tracker.Storage.Embedded;

/// <summary>How a program of the machine ended, and what it said.</summary>
internal sealed record Command(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last words of the program, on one line.</summary>
    public string LastWords
    {
        get
        {
            var said = Error.Trim().Length > 0 ? Error : Output;
            return string.Join(" ", said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).TakeLast(3));
        }
    }

    /// <summary>
    /// Runs a program to its end. Cancelling kills it. It sees the C locale and none of the PG* variables of the caller, which would turn
    /// the server programs to another cluster.
    /// </summary>
    /// <exception cref="StorageException">The program cannot be started.</exception>
    public static async Task<Command> RunAsync(
        string program, IEnumerable<string> arguments, string workingFolder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        using var process = Start(start);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin") // runuser lies there, and PATH of an ordinary shell leaves it out
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new StorageException($"{start.FileName} cannot be started: {error.Message}", error);
        }
    }
}
