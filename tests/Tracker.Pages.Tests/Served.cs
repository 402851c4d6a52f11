using Tracker.Testing;

namespace Tracker.Pages.Tests;

/// <summary>One service and one browser for all tests of the pages, on a panel with hostile names.</summary>
[CollectionDefinition]
public sealed class Served(TestCluster cluster) : ServedPanel(cluster), ICollectionFixture<Served>
{
    protected override Task<string> WritePanelAsync() => SamplePanel.WriteAsync();
}
