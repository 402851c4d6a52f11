using Tracker.Testing;

namespace Tracker.Cli.Tests.Commands;

public class DemoCommandTests(TestCluster cluster)
{
    [Fact]
    public async Task Demo_FindsWhatIsPlanted_AndNothingWhereNothingIs()
    {
        var environment = new Dictionary<string, string> { ["TRACKER_HOME"] = await cluster.HomeAsync(), ["TRACKER_DATABASE"] = "" };
        var planted = await TrackerProcess.RunLineAsync("tracker demo --no-serve", environment: environment);
        Assert.True(planted.ExitCode == 0, planted.Error);
        var movers = await TrackerProcess.RunLineAsync("tracker movers --database demo --format csv", environment: environment);
        var first = movers.Lines[1].Split(',');
        Assert.StartsWith("1,2025-10,", movers.Lines[1], StringComparison.Ordinal);
        Assert.Contains("Who: Mean change of ", planted.Output, StringComparison.Ordinal);
        Assert.Contains($"Why: {first[3].Replace('_', ' ')} of {first[2]} in 2025-10, against what was expected, rose from ", planted.Output, StringComparison.Ordinal);
        Assert.Contains($"planted was {first[2]} {first[3]} in 2025-10", planted.Error, StringComparison.Ordinal);
        Assert.Equal("true", first[7]);
        Assert.Contains("What: changed their share (q ≤ 0.05): ", planted.Output, StringComparison.Ordinal);

        var quiet = await TrackerProcess.RunLineAsync("tracker demo --scenario quiet --no-serve", environment: environment);
        Assert.True(quiet.ExitCode == 0, quiet.Error);
        Assert.Contains("nothing is significant", quiet.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Who: ", quiet.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Why: ", quiet.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("What: ", quiet.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://127.0.0.1:5080;http://tracker.example:5080")]
    public async Task Demo_ServesToThisMachineAlone(string urls)
    {
        var refused = await TrackerProcess.RunAsync("demo", "--urls", urls);
        Assert.Equal((2, $"tracker: error: --urls {urls}: the demo needs no key, so expected addresses of the machine itself, such as http://127.0.0.1:5080"), (refused.ExitCode, refused.Error.TrimEnd()));
    }
}
