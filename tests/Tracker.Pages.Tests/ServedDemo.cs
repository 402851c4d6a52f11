using Tracker.Cli.Tests;
using Tracker.Testing;

namespace Tracker.Pages.Tests;

/// <summary>The panel of the demo, served.</summary>
public sealed class ServedDemo(TestCluster cluster) : ServedPanel(cluster)
{
    protected override async Task<string> WritePanelAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tracker-pages-").FullName;
        var generated = await TrackerProcess.RunAsync("generate", "--out", folder, "--consumers", "3000", "--months", "48");
        Assert.True(generated.ExitCode == 0, generated.Error);
        return folder;
    }
}
