using Tracker.Cli.Tests;
using Tracker.Core.Movers;
using Tracker.Jobs;
using Tracker.Storage;
using Tracker.Testing;

namespace Tracker.Pages.Tests;

/// <summary>The panel of the demo, served. No fixture: those are made for tests that are left out, too.</summary>
public sealed class ServedDemo : ServedPanel
{
    private ServedDemo(TestCluster cluster)
        : base(cluster)
    {
    }

    public static async Task<ServedDemo> StartAsync(TestCluster cluster)
    {
        var served = new ServedDemo(cluster);
        await served.InitializeAsync();
        return served;
    }

    protected override async Task<string> WritePanelAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tracker-pages-").FullName;
        var generated = await TrackerProcess.RunAsync("generate", "--out", folder, "--consumers", "3000", "--months", "48");
        Assert.True(generated.ExitCode == 0, generated.Error);
        return folder;
    }

    protected override Task ComputeAsync(TrackerDatabase database) =>
        ComputeMonth.RunAsync(database, null, ScoringOptions.Default, null, CancellationToken.None);
}
