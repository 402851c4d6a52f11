using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;
using Tracker.Storage.Rollup;
using Tracker.Storage.Tests.Ingest;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Rollup;

/// <summary>What single consumers did and are, as the marts hold it.</summary>
public sealed class ConsumerReaderTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consumers_AddUpToTheSectorsOfTheMonth_WithTheWeightsOfTheTargets()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        using var folder = new PanelFolder("a,west,30", "b,west,50", "c,east,50", "d,,30")
            .Write("population.csv", "month,region,population", "2024-02,west,100", "2024-02,east,300")
            .Events("1.csv", "1,a,2024-01-05,Dining,visit,,,,,", "2,d,2024-01-05,Dining,purchase,1,7.50,,,", "3,a,2024-02-05,Dining,purchase,1,10,,,",
                "4,a,2024-02-06,Dining,visit,,,,,", "5,b,2024-02-05,Dining,refund,1,-2.50,,,", "6,c,2024-02-29,Dining,purchase,1,20,,,",
                "7,c,2024-02-29,Dining,purchase,1,1,,,", "8,b,2024-02-05,Travel,purchase,1,100,,,");
        await Loader.LoadAsync(database.Source, folder.Path, null, Cancel);
        var panel = (await PanelReader.ReadAsync(database.Source, Cancel))!;
        var weighting = Weighting.To(panel.History.Targets!);
        await using var connection = await database.Source.OpenConnectionAsync(Cancel);

        for (var sector = 0; sector < panel.History.Sectors.Count; sector++)
        {
            var month = panel.History.Months[^1];
            var read = await ConsumerReader.ReadAsync(connection, panel, panel.History.Sectors[sector], month.Month, weighting, Cancel);
            var sums = WeightedMeasures.Of(month, sector, weighting.Of(month));
            foreach (var measure in Enum.GetValues<Measure>())
                Assert.Equal(sums[measure].Sum * sums.Mean, read.Weights.Zip(read.Cells, (weight, cell) => weight * cell.Of(measure)).Sum(), 1e-6);
        }
    }

    [Fact]
    public async Task Attributes_AreThoseThatHoldInTheMonth()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        using var folder = new PanelFolder()
            .Write("consumers.csv", "consumer_id,valid_from,region,age", "a,,west,30", "a,2024-02-10,east,", "b,,west,50", "c,2024-03-01,north,")
            .Write("events/1.csv", "consumer_id,occurred_at,sector,amount", "a,2024-01-05,Dining,10", "b,2024-01-05,Dining,10", "c,2024-03-31,Dining,5");
        await Loader.LoadAsync(database.Source, folder.Path, null, Cancel);
        var panel = (await PanelReader.ReadAsync(database.Source, Cancel))!;
        await using var connection = await database.Source.OpenConnectionAsync(Cancel);

        Assert.Equal(["age 30 50 -", "region west west -"], await LinesAsync(connection, panel, new(2024, 1)));
        Assert.Equal(["age - 50 -", "region east west -"], await LinesAsync(connection, panel, new(2024, 2)));
        Assert.Equal(["age - 50 -", "region east west north"], await LinesAsync(connection, panel, new(2024, 3)));
    }

    /// <summary>A load that adds to a month waits to publish it, also while nothing of the month has been read.</summary>
    [Fact]
    public async Task ASnapshot_IsOfOneMoment_WhateverIsLoadedMeanwhile()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        using var folder = new PanelFolder("a,west,30", "b,west,50").Events("1.csv", "1,a,2024-02-05,Dining,purchase,1,10,,,");
        await Loader.LoadAsync(database.Source, folder.Path, null, Cancel);
        using var late = new PanelFolder("a,west,30", "b,west,50").Events("2.csv", "2,b,2024-02-06,Dining,purchase,1,20,,,");
        var panel = (await PanelReader.ReadAsync(database.Source, Cancel))!;
        var snapshot = (await ConsumerSnapshot.OpenAsync(database.Source, panel, Cancel))!;
        var load = Task.Run(() => Loader.LoadAsync(database.Source, late.Path, null, Cancel), Cancel);
        await using (var waiting = database.Source.CreateCommand("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'mart.cells'::regclass"))
        {
            while (!load.IsCompleted && await waiting.ExecuteScalarAsync(Cancel) is 0L)
                await Task.Delay(20, Cancel);
        }

        Assert.False(load.IsCompleted);
        var sector = Assert.Single(panel.History.Sectors);
        var read = await snapshot.ReadAsync(sector, new(2024, 2), Weighting.OfMonth(panel.History.Months[^1]), Cancel);
        Assert.Equal(1000, read.Cells.Sum(cell => cell.GrossCents));
        await snapshot.DisposeAsync();
        await load;
        Assert.Null(await ConsumerSnapshot.OpenAsync(database.Source, panel, Cancel));
    }

    private static async Task<IEnumerable<string>> LinesAsync(NpgsqlConnection connection, PanelData panel, Month month) =>
        (await AttributeReader.ReadAsync(connection, panel, month, Cancel)).Select(column =>
            $"{column.Name} {string.Join(' ', column.Codes.Take(3).Select(code => code < 0 ? "-" : column.Values[code]))}");
}
