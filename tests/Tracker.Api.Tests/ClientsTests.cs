using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Tracker.Cli.Tests;
using Tracker.Testing;

namespace Tracker.Api.Tests;

/// <summary>The programs of docs/clients.md, run as they stand there against the service.</summary>
[Collection(typeof(Served))]
public partial class ClientsTests(Served served)
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "clients.md"));

    /// <summary>By the language of the block: what runs it, and what it needs.</summary>
    private static readonly Dictionary<string, (string[] Programs, string[] Run, string[] Needs)> Languages = new()
    {
        ["sh"] = (["bash"], ["-eu"], ["-c", "curl --version"]),
        ["python"] = (["python3", "/usr/bin/python3"], [], ["-c", "import requests, pandas"]),
        ["r"] = (["Rscript"], [], ["-e", "library(httr); library(jsonlite)"]),
    };

    public static TheoryData<string, int, string> Programs => new(
    [
        ("sh", 0, "{\"items\":["), ("sh", 1, "\n1,2025-10,"), ("sh", 2, "304\n"), ("python", 0, " of them significant\n"), ("python", 1, " series\n"),
        ("r", 0, " of them significant\n"), ("r", 1, " series\n"),
    ]);

    [Fact]
    public void EveryProgramOfThePage_IsRun() =>
        Assert.Equal(
            Programs.Select(row => row.Data.Item1).CountBy(language => language).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)),
            Block().Matches(Page).Select(block => block.Groups["language"].Value).CountBy(language => language).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task EveryProgram_ReadsWhatTheServiceHas(string language, int number, string expected)
    {
        var (programs, run, needs) = Languages[language];
        var program = await FirstAsync(programs, needs);
        Assert.SkipWhen(program is null, $"{language}: none of {string.Join(", ", programs)} does {needs[^1]}");
        using var folder = new TemporaryFolder();
        var file = folder["program"];
        await File.WriteAllTextAsync(file, Block().Matches(Page).Where(block => block.Groups["language"].Value == language).ElementAt(number).Groups["text"].Value, TestContext.Current.CancellationToken);
        var (exitCode, output, error) = await RunAsync(program, [.. run, file], folder.Path);

        Assert.True(exitCode == 0, error);
        Assert.Contains(expected, $"\n{output}", StringComparison.Ordinal);
        if (expected.Contains("significant", StringComparison.Ordinal))
        {
            var movers = (await served.GetAsync("/api/v1/movers").JsonAsync()).Items();
            var first = movers[0];
            Assert.Contains($"{movers.Count} series, {movers.Count(mover => mover.GetProperty("significant").GetBoolean())} of them", output, StringComparison.Ordinal);
            Assert.Matches($@"1 +{Regex.Escape(first.Text("sector"))} +{first.Text("metric")} +{Number(first.GetProperty("cii").GetDouble())}", output);
        }
    }

    private static string Number(double cii) => Regex.Escape(Math.Truncate(cii).ToString(CultureInfo.InvariantCulture));

    private static async Task<string?> FirstAsync(string[] programs, string[] needs)
    {
        foreach (var program in programs)
        {
            try
            {
                if (await new Runner(program, needs, Path.GetTempPath(), []).RunAsync() is { ExitCode: 0 })
                    return program;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // It is not there.
            }
        }

        return null;
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(string program, string[] arguments, string folder) =>
        new Runner(program, arguments, folder, [("TRACKER_URL", served.Address.ToString().TrimEnd('/')), ("TRACKER_KEY", served.Keys["reader"]!)]).RunAsync();

    private sealed record Runner(string Program, string[] Arguments, string Folder, (string Name, string Value)[] Environment)
    {
        public async Task<(int ExitCode, string Output, string Error)> RunAsync()
        {
            var start = new ProcessStartInfo(Program, Arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (name, value) in Environment)
                start.Environment[name] = value;
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, await error);
        }
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>(.*\n)*?)```$", RegexOptions.Multiline)]
    private static partial Regex Block();
}
