using System.Diagnostics;

namespace Tracker.Cli.Tests;

public class ExitCodeTests
{
    [Theory]
    [InlineData("", "tracker: error: tracker: expected one of ")]
    [InlineData("frobnicate", "got frobnicate; see tracker --help")]
    [InlineData("database", "expected one of status, stop, path, got nothing; see tracker database --help")]
    [InlineData("forecast --input x --horizon 1 --frobnicate", "'--frobnicate'; see tracker forecast --help")]
    [InlineData("forecast --horizon 1", "'--input' is required")]
    [InlineData("forecast --input x --horizon 0", "--horizon 0: expected a whole number from 1 to 366")]
    [InlineData("forecast --input x --horizon soon", "--horizon soon: expected a whole number from 1 to 366")]
    [InlineData("forecast --input x --horizon 1 --forecaster crystal", "--forecaster crystal: expected combination, ssa")]
    [InlineData("forecast --input x --horizon 1 --format xml", "--format xml: expected table, json or csv")]
    [InlineData("forecast --input /nowhere/x --horizon 1", "/nowhere/x: expected a file, there is none")]
    [InlineData("forecast --input / --horizon 1", "/: expected a file, got a folder")]
    [InlineData("score --input @x", "@x: expected a file, there is none")]
    public async Task BadArguments_AreOneLineAndTwo(string arguments, string expected)
    {
        var refused = await TrackerProcess.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, refused.ExitCode);
        Assert.Empty(refused.Output);
        var line = Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("tracker: error: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_IsAResult()
    {
        var version = await TrackerProcess.RunAsync("--version");
        Assert.Equal((0, "0.1.0\n", ""), (version.ExitCode, version.Output, version.Error));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task Signals_EndACommandThatWaits(string signal, int expected)
    {
        using var waiting = TrackerProcess.Start(new ProcessStartInfo("dotnet", [TrackerProcess.Program, "score", "--input", "-"]));
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken); // until it reads
        using var kill = Process.Start("kill", [$"-{signal}", $"{waiting.Id}"]);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await waiting.WaitForExitAsync(late.Token);
        Assert.Equal(expected, waiting.ExitCode);
        Assert.Empty(await waiting.StandardOutput.ReadToEndAsync(late.Token));
    }
}
