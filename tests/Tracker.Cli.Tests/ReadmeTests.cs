using System.Diagnostics;
using System.Net;
using Tracker.Testing;

namespace Tracker.Cli.Tests;

public class ReadmeTests
{
    /// <summary>In the order of the page, in one folder, as a reader types them. The tests themselves are left out.</summary>
    [Fact]
    public async Task Commands_Work()
    {
        var commands = CommandsOf(await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken));
        Assert.True(commands.Count >= 10, $"expected the commands of the page, found {commands.Count}");
        await using var home = TestHome.Create();
        using var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder["seeds"], Path.Combine(Repository.Root, "seeds"));
        var environment = new Dictionary<string, string> { ["TRACKER_HOME"] = home.Path, ["TRACKER_DATABASE"] = "" };
        foreach (var command in commands)
        {
            if (command == "./tracker demo")
            {
                await DemoAsync(environment);
                continue;
            }

            var run = await TrackerProcess.RunLineAsync(command.Replace("./tracker", "tracker", StringComparison.Ordinal), folder.Path, environment);
            Assert.True(run.ExitCode == 0, $"{command}: {run.Error}");
        }

        Assert.StartsWith("rank,month,sector,metric,cii,p,q,", await File.ReadAllTextAsync(folder["movers.csv"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>It serves what it found to this machine without a key, until Ctrl-C.</summary>
    private static async Task DemoAsync(IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [TrackerProcess.Program, "demo"]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = TrackerProcess.Start(start);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string? line;
        var said = "";
        do
        {
            line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            said += $"{line}\n";
        }
        while (line is not null && !line.StartsWith("tracker: serving http://", StringComparison.Ordinal));
        Assert.True(line is not null, said);
        var rest = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var movers = new Uri(new(line.Split(' ')[2]), "/api/v1/movers");
        using (var client = new HttpClient())
        {
            using var page = new HttpRequestMessage(HttpMethod.Get, line.Split(' ')[^1]);
            page.Headers.Add("Accept", "text/html");
            using var shown = await client.SendAsync(page, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "text/html"), (shown.StatusCode, shown.Content.Headers.ContentType?.MediaType));
            Assert.StartsWith("{\"items\":[{\"rank\":1,", await client.GetStringAsync(movers, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            using var elsewhere = new HttpRequestMessage(HttpMethod.Get, movers);
            elsewhere.Headers.Add("Origin", "https://elsewhere.example");
            using var refused = await client.SendAsync(elsewhere, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var stop = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await rest);
        Assert.Contains("Why: ", await output, StringComparison.Ordinal);
    }

    private static List<string> CommandsOf(string[] lines)
    {
        var commands = new List<string>();
        var inside = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = line == "```sh";
            else if (inside && line != "./scripts/test")
                commands.Add(line);
        }

        return commands;
    }
}
