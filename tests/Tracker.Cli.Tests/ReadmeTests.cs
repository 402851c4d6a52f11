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
            var run = await TrackerProcess.RunLineAsync(command.Replace("./tracker", "tracker", StringComparison.Ordinal), folder.Path, environment);
            Assert.True(run.ExitCode == 0, $"{command}: {run.Error}");
        }

        Assert.StartsWith("rank,month,sector,metric,cii,p,q,", await File.ReadAllTextAsync(folder["movers.csv"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
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
