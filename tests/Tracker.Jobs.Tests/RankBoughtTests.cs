using System.Text.Json;
using Npgsql;
using Tracker.Core.Bought;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Testing;

namespace Tracker.Jobs.Tests;

public class RankBoughtTests(TestCluster cluster)
{
    private static readonly Month Last = new(2025, 10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheBrandAndTheWordThatGrew_AreFirst_AndTheSameRequestFindsTheStoredAnswer()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(9, fashion: true).LoadAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => AskAsync(database, Metric.TotalSpend))));
        Assert.Single(answers.Select(answer => JsonSerializer.Serialize(answer)).Distinct());
        var bought = answers[0].Bought;
        Assert.Equal(("Northern", true), First(ItemKind.Brand));
        Assert.Equal(("ginger", true), First(ItemKind.Word));
        Assert.Equal(1L, await CountAsync(test));
        Assert.Equal(($"{Last - 1}", true), (answers[0].Reference, answers[0].IncludesSeason));

        var northern = bought.Items[0];
        Assert.NotNull(bought.Items.First(item => item.Kind == ItemKind.Brand).Trend); // eight months before
        Assert.True(bought.OfSpend && northern.ShareAfter is > 0 and < 1);
        var spent = (await RankDrivers.RunAsync(database, new(ShopPanel.Sector, Metric.TotalSpend), null, null, Cancel)).Panel.After;
        Assert.Equal(spent, bought.Items.Where(item => item.Kind == ItemKind.Merchant).Sum(item => item.After), 1e-6);

        (string Item, bool Passes) First(ItemKind kind) => bought.Items.Where(item => item.Kind == kind).Select(item => (item.Item, item.Passes)).First();
    }

    [Fact]
    public async Task WhereNothingChanged_NothingPasses_AndMetricsOfCountsCompareCounts()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(4, fashion: false).LoadAsync(database);

        var answer = await AskAsync(database, Metric.Buyers);
        Assert.False(answer.Bought.AnyPasses || answer.Bought.OfSpend);
        Assert.All(answer.Bought.Items, item => Assert.Equal(Math.Round(item.After), item.After, 1e-9));
        Assert.All(answer.Bought.Items, item => Assert.Null(item.Trend));
    }

    [Fact]
    public async Task ARun_StoresWhatWasBought()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(20, fashion: true).LoadAsync(database);

        var run = await ComputeMonth.RunAsync(database, null, ScoringOptions.Default, null, Cancel);

        Assert.Equal(run.Series, (int)await CountAsync(test));
        Assert.Equal($"{Last - 12}", (await AskAsync(database, Metric.AverageTicket)).Reference);
        Assert.Equal(run.Significant > 0, await RankBought.FirstAsync(database, run, Cancel) is not null);
        Assert.Equal(run.Series, (int)await CountAsync(test));
    }

    [Fact]
    public async Task WhatTheDataDoesNotHave_IsRefusedOrNoted()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var shop = new ShopPanel();
        for (var i = 0; i < 30; i++)
            shop.Consumer($"c{i}", "", "").Purchase($"c{i}", Last - 2, 5).Purchase($"c{i}", Last - 1, 10).Purchase($"c{i}", Last, 20);
        await shop.End("c0", Last).LoadAsync(database);
        await RefusedAsync($"the data names no merchant, brand or product of what was bought in {ShopPanel.Sector}", new(ShopPanel.Sector, Metric.TotalSpend));
        await RefusedAsync("sector Nowhere: expected one of Dining", new("Nowhere", Metric.TotalSpend));
        await RefusedAsync("reference 7: expected a month, 1, 2, 3 or 12", new(ShopPanel.Sector, Metric.TotalSpend) { Reference = "7" });
        Assert.Equal(0L, await CountAsync(test));

        await using var other = await cluster.CreateDatabaseAsync();
        await using var named = await other.OpenAsync();
        var few = new ShopPanel();
        for (var i = 0; i < 10; i++)
            few.Consumer($"c{i}", "", "").Purchase($"c{i}", Last - 1, 10, labels: "Corner,,").Purchase($"c{i}", Last, 20, labels: "Corner,,");
        await few.End("c0", Last).LoadAsync(named);
        var refused = await Assert.ThrowsAsync<NothingToComputeException>(() => AskAsync(named, Metric.TotalSpend));
        Assert.Equal(
            $"what was bought in Dining in {Last} against {Last - 1}: buyers: expected 11 or more in each month, and none who is more than half of what was spent", refused.Message);

        async Task RefusedAsync(string message, BoughtRequest request) =>
            Assert.Equal(message, (await Assert.ThrowsAsync<NothingToComputeException>(() => RankBought.RunAsync(database, request, null, Cancel))).Message);
    }

    /// <summary>Consumers who keep to a shop and buy brands and products by chance; in the last month of a fashion many buy ginger of one brand as well.</summary>
    private static ShopPanel Busy(int months, bool fashion)
    {
        var (shop, random) = (new ShopPanel(), new Random(12));
        string[] brands = ["Northern", "Southern", "Plain"], things = ["ginger beer", "lemon cake", "ginger tea", "apple cake", "mint tea"];
        for (var i = 0; i < 300; i++)
        {
            shop.Consumer($"c{i}", i % 3 == 0 ? "west" : "east", "");
            for (var back = 0; back < months; back++)
            {
                var place = $"Shop {i % 4}";
                for (var buys = 1 + random.Next(3); buys > 0; buys--)
                    shop.Purchase($"c{i}", Last - back, random.Next(500, 1500) / 100m, 1 + random.Next(28), $"{place},{brands[random.Next(3)]},{things[random.Next(5)]}");
                if (fashion && back == 0 && i % 2 == 0)
                    shop.Purchase($"c{i}", Last, 20, 3, $"{place},Northern,{things[2 * random.Next(2)]}");
            }
        }

        return shop.End("c0", Last);
    }

    private static Task<PublishedBought> AskAsync(TrackerDatabase database, Metric metric) => RankBought.RunAsync(database, new(ShopPanel.Sector, metric), null, Cancel);

    private static async Task<long> CountAsync(TestDatabase test)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = source.CreateCommand("SELECT count(*) FROM tracker.bought");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
