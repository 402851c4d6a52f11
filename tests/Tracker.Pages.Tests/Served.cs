using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Jobs;
using Tracker.Storage;
using Tracker.Testing;

namespace Tracker.Pages.Tests;

/// <summary>One service and one browser for all tests of the pages, on a panel with hostile names.</summary>
[CollectionDefinition]
public sealed class Served(TestCluster cluster) : ServedPanel(cluster), ICollectionFixture<Served>
{
    protected override Task<string> WritePanelAsync() => SamplePanel.WriteAsync();

    /// <summary>Ranks the month and explains one mover: the others take the most time.</summary>
    protected override async Task ComputeAsync(TrackerDatabase database)
    {
        var month = Month.Parse(SamplePanel.Month);
        await ComputeMonth.RankAsync(database, month, ScoringOptions.Default, null, CancellationToken.None);
        await RankDrivers.RunAsync(database, new(SamplePanel.Sector, Metric.TotalSpend) { Month = month }, null, null, CancellationToken.None);
        await Decompose.RunAsync(database, new(SamplePanel.Sector, Metric.TotalSpend) { Month = month }, null, CancellationToken.None);
        await RankBought.RunAsync(database, new(SamplePanel.Sector, Metric.TotalSpend) { Month = month }, null, CancellationToken.None);
    }
}
