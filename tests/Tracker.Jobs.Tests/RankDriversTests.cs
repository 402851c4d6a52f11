using System.Text.Json;
using Npgsql;
using Tracker.Core.Drivers;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Testing;

namespace Tracker.Jobs.Tests;

public class RankDriversTests(TestCluster cluster)
{
    private static readonly Month Last = new(2025, 10);
    private static readonly string[] Regions = ["west", "east", "north", ""];
    private static readonly string[] Ages = ["young", "old"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheAttributeThatDrivesTheChange_IsFirst_AndTheSameRequestFindsTheStoredAnswer()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(4, west: 25).LoadAsync(database);

        foreach (var metric in new[] { Metric.TotalSpend, Metric.SpendPerConsumer, Metric.AverageTicket })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => AskAsync(database, metric))));
            Assert.Single(answers.Select(answer => JsonSerializer.Serialize(answer)).Distinct());
            var answer = answers[0];
            var first = answer.Ranked.Drivers[0];
            Assert.Equal(("region", true, DriverActs.Behaviour), (first.Attribute, first.Passes, first.Acts));
            Assert.False(answer.Ranked.Drivers[1].Passes);
            var west = first.Values[0];
            Assert.Equal("west", west.Value);
            Assert.True(west.Low > 0 && west.After > west.Before);
            Assert.Contains(first.Values, value => value.Value == "unknown");
            Near(answer.Ranked.Change, first.Values.Sum(value => value.Contribution));
            Assert.Equal($"{Last - 1}", answer.Reference);
            Assert.Contains($"against {Last - 1}: the data does not reach 12 months back", answer.Notes);
        }

        Assert.Equal(3L, await CountAsync(test));
    }

    [Fact]
    public async Task TheChange_IsThatOfThePanel_InParts()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(20, west: 5).LoadAsync(database);

        foreach (var metric in Metric.All)
        {
            var answer = await RankDrivers.RunAsync(database, new(ShopPanel.Sector, metric), null, null, Cancel);
            var split = (await Decompose.RunAsync(database, new(ShopPanel.Sector, metric) { Reference = "12" }, null, Cancel)).Decomposition;
            var panel = answer.Panel;
            var size = Math.Max(Math.Abs(split.Before), Math.Abs(split.After));
            Assert.Equal($"{Last - 12}", answer.Reference);
            Near(split.Before, panel.Before, size);
            Near(split.After, panel.After, size);
            Near(split.Change, panel.Stayed + panel.Joined!.Value + panel.Left!.Value + panel.Reweighted!.Value, size);
            if (metric.Denominator is not null)
                Near(panel.Stayed, answer.Ranked.Change, size);
            Assert.Empty(answer.Notes);
        }
    }

    [Fact]
    public async Task AQuietPanel_HasNoDrivers()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(4, west: 0).LoadAsync(database);

        Assert.False((await AskAsync(database, Metric.TotalSpend)).Ranked.Explained);
    }

    [Fact]
    public async Task ValuesThatTellOfFew_AreShownTogether()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var shop = new ShopPanel();
        for (var i = 0; i < 200; i++)
        {
            // Five in the north; in the east one who spends more than all others there and in the north.
            shop.Consumer($"c{i}", i < 5 ? "north" : i < 60 ? "east" : i < 120 ? "south" : "west", Ages[i % 2]);
            shop.Purchase($"c{i}", Last - 1, 10).Purchase($"c{i}", Last, i == 10 ? 900 : 11 + i % 3);
        }

        await shop.End("c0", Last).LoadAsync(database);

        var spend = (await AskAsync(database, Metric.TotalSpend)).Ranked.Drivers.Single(driver => driver.Attribute == "region");
        Assert.Equal([("other (3 values)", 120), ("west", 80)], spend.Values.Select(value => (value.Value, value.Consumers)).Order());
        var buys = (await AskAsync(database, Metric.Purchases)).Ranked.Drivers.Single(driver => driver.Attribute == "region");
        Assert.Equal([("other (2 values)", 60), ("south", 60), ("west", 80)], buys.Values.Select(value => (value.Value, value.Consumers)).Order());
    }

    [Fact]
    public async Task ARun_StoresDrivers_AndSplitsByThem()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(20, west: 40).LoadAsync(database);

        var ranked = await ComputeMonth.RankAsync(database, null, ScoringOptions.Default, null, Cancel);
        Assert.Equal(0, await CountAsync(test));
        var run = await ComputeMonth.RunAsync(database, null, ScoringOptions.Default, null, Cancel);

        Assert.Equal(ranked, run);
        Assert.Equal(run.Series, (int)await CountAsync(test));
        var spend = await RankDrivers.RunAsync(database, new(ShopPanel.Sector, Metric.SpendPerConsumer), null, null, Cancel);
        Assert.Equal(("region", true), (spend.Ranked.Drivers[0].Attribute, spend.Ranked.Drivers[0].Passes));
        var split = await Decompose.RunAsync(database, new(ShopPanel.Sector, Metric.SpendPerConsumer), null, Cancel);
        Assert.Equal("drivers", split.ChosenBy);
        Assert.Equal("region", split.Decomposition.Attributes[0]);
        Assert.Equal(run.Significant > 0, await RankDrivers.FirstAsync(database, run, Cancel) is not null);
        Assert.Equal(run.Series, (int)await CountAsync(test));
    }

    [Fact]
    public async Task WhatTheDataDoesNotHave_IsRefused()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await RefusedAsync("there is no data yet: expected a load, as by tracker ingest", new(ShopPanel.Sector, Metric.TotalSpend));
        await Busy(3, west: 0).LoadAsync(database);

        await RefusedAsync("sector Nowhere: expected one of Dining", new("Nowhere", Metric.TotalSpend));
        await RefusedAsync($"month 2031-01: expected a complete month of the data, {Last - 2} to {Last}", new(ShopPanel.Sector, Metric.TotalSpend) { Month = new(2031, 1) });
        await RefusedAsync("reference expected: expected a month, 1, 2, 3 or 12", new(ShopPanel.Sector, Metric.TotalSpend) { Reference = "expected" });
        await RefusedAsync(
            $"reference {Last - 12}: expected a month of the data before {Last}, {Last - 2} to {Last - 1}", new(ShopPanel.Sector, Metric.TotalSpend) { Reference = "12" });
        await RefusedAsync("attribute colour: expected some of age, region", new(ShopPanel.Sector, Metric.TotalSpend) { Attributes = ["colour"] });
        Assert.Equal(0L, await CountAsync(test));

        async Task RefusedAsync(string message, DriverRequest request) =>
            Assert.Equal(message, (await Assert.ThrowsAsync<NothingToComputeException>(() => RankDrivers.RunAsync(database, request, null, null, Cancel))).Message);
    }

    [Fact]
    public async Task FewConsumers_OrNoAttributes_AreRefused()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var shop = new ShopPanel();
        for (var i = 0; i < 19; i++)
            shop.Consumer($"c{i}", "", "").Purchase($"c{i}", Last - 1, 10 + i).Purchase($"c{i}", Last, 20);
        await shop.End("c0", Last).LoadAsync(database);
        var none = await Assert.ThrowsAsync<NothingToComputeException>(() => AskAsync(database, Metric.TotalSpend));
        Assert.Equal("the data has no attributes of its consumers: there is nothing to rank", none.Message);

        await using var other = await cluster.CreateDatabaseAsync();
        await using var few = await other.OpenAsync();
        await new ShopPanel().Consumer("a", "west", "").Consumer("b", "east", "")
            .Purchase("a", Last - 1, 1).Purchase("b", Last - 1, 2).Purchase("a", Last, 3).End("b", Last).LoadAsync(few);
        var refused = await Assert.ThrowsAsync<NothingToComputeException>(() => AskAsync(few, Metric.TotalSpend));
        Assert.Equal($"total_spend of Dining in {Last} against {Last - 1}: expected 20 consumers or more in both months, got 2", refused.Message);
    }

    /// <summary>Consumers who come and go over the months to the last, in which each purchase in the west is so much dearer.</summary>
    private static ShopPanel Busy(int months, int west)
    {
        var (shop, random) = (new ShopPanel(), new Random(11));
        for (var i = 0; i < 600; i++)
        {
            var (id, region) = ($"c{i}", Regions[random.Next(4)]);
            shop.Consumer(id, region, Ages[random.Next(2)]);
            var (from, to) = (random.Next(months / 3), random.Next(8) == 0 ? months - 1 - random.Next(months / 3) : months);
            for (var at = from; at < to; at++)
            {
                var month = Last - (months - 1) + at;
                shop.Visit(id, month);
                for (var buys = random.Next(3); buys > 0; buys--)
                    shop.Purchase(id, month, random.Next(500, 3000) / 100m + (month == Last && region == "west" ? west : 0), 1 + random.Next(28));
            }
        }

        return shop.End("c0", Last);
    }

    private static Task<PublishedDrivers> AskAsync(TrackerDatabase database, Metric metric) =>
        RankDrivers.RunAsync(database, new(ShopPanel.Sector, metric), null, null, Cancel);

    private static void Near(double expected, double actual, double? size = null) => Assert.Equal(expected, actual, 1e-9 * Math.Abs(size ?? expected));

    private static async Task<long> CountAsync(TestDatabase test)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = source.CreateCommand("SELECT count(*) FROM tracker.drivers");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
