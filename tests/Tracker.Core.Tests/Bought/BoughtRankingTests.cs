using Tracker.Core.Bought;

namespace Tracker.Core.Tests.Bought;

public class BoughtRankingTests
{
    [Fact]
    public void Twelve_who_all_change_the_shop_are_as_sure_as_twelve_signs()
    {
        var items = Enumerable.Range(0, 12).Aggregate(new Shop(), (shop, i) => shop.Buys(Shop.Reference, i, "old").Buys(Shop.Month, i, "new")).Ranked().Items;
        Assert.Equal([("new", 1.0, true, false), ("old", -1.0, false, true)], items.Select(item => (item.Item, item.Change, item.IsNew, item.IsGone)));
        Assert.All(items, item => Assert.Equal(0.0005320055051392503, item.P!.Value, 1e-15)); // erfc(√6)
        Assert.All(items, item => Assert.Equal(item.P, item.Q));
    }

    [Fact]
    public void What_a_consumer_buys_in_many_purchases_is_one_observation()
    {
        var (once, often) = (new Shop(), new Shop());
        for (var i = 0; i < 40; i++)
        {
            var (early, late) = (i % 3 == 0 ? "a" : "b", i % 2 == 0 ? "a" : "b");
            once.Buys(Shop.Reference, i, early, cents: 3000).Buys(Shop.Month, i, late, cents: 3000);
            for (var more = 0; more < 30; more++)
                often.Buys(Shop.Reference, i, early, cents: 100).Buys(Shop.Month, i, late, cents: 100);
        }

        Assert.Equal(Numbers(once.Ranked()), Numbers(often.Ranked()), Close);
    }

    [Fact]
    public void Swapping_the_months_negates_the_change_and_keeps_the_chance()
    {
        var shop = Shop.Loyal(1, 300);
        var (there, back) = (shop.Ranked().Items, BoughtRanking.Of(shop.After, shop.Before, shop.Labels, true, 11).Items.Items);
        Assert.Equal(there.Select(item => (item.Kind, item.Item)), back.Select(item => (item.Kind, item.Item)));
        Assert.All(there.Zip(back), pair => Assert.Equal(pair.First.Change, -pair.Second.Change, 1e-12));
        Assert.All(there.Zip(back), pair => Assert.Equal(pair.First.Low, -pair.Second.High, 1e-12));
        Assert.All(there.Zip(back), pair => Assert.Equal(pair.First.P ?? 0, pair.Second.P ?? 0, 1e-9));
    }

    [Fact]
    public void Shares_of_a_kind_sum_to_one_and_amounts_to_the_month()
    {
        var shop = Shop.Loyal(2, 200).InBoth(0, 150).InBoth(300, 303, "rare", "odd", "strange thing");
        var bought = shop.Ranked();
        foreach (var kind in new[] { ItemKind.Merchant, ItemKind.Brand, ItemKind.Product })
        {
            var items = bought.Items.Where(item => item.Kind == kind).ToArray();
            Assert.Equal((1, 1), (items.Sum(item => item.ShareBefore), items.Sum(item => item.ShareAfter)), (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-12);
            Assert.Equal(shop.After.Purchases.Sum(one => one.Cents) / 100.0, items.Sum(item => item.After), 1e-9);
            Assert.Contains(items, item => item.Item == "unknown" && item.P is null);
        }
    }

    [Fact]
    public void The_unit_of_money_and_the_order_of_purchases_change_nothing()
    {
        var shop = Shop.Loyal(3, 200);
        var mixed = BoughtRanking.Of(Mixed(shop.Before), Mixed(shop.After), shop.Labels, true, 11).Items;
        Assert.Equal(Numbers(shop.Ranked()), Numbers(mixed), Close);

        static SectorPurchases Mixed(SectorPurchases month) => month with { Purchases = [.. month.Purchases.Reverse().Select(one => one with { Cents = 7 * one.Cents })] };
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_order_of_purchases_changes_no_digit(bool weighted)
    {
        var shop = Shop.Loyal(7, 200);
        for (var i = 0; weighted && i < 200; i++)
            shop.Weighing(i, 1 + 1.0 / (3 + i));
        var mixed = BoughtRanking.Of(Mixed(shop.Before), Mixed(shop.After), shop.Labels, true, 11).Items;
        Assert.Equal(shop.Ranked().Items, mixed.Items);

        static SectorPurchases Mixed(SectorPurchases month)
        {
            var purchases = month.Purchases.ToArray();
            new Random(8).Shuffle(purchases);
            return month with { Purchases = purchases };
        }
    }

    [Fact]
    public void A_consumer_of_twice_the_weight_counts_as_two_in_shares()
    {
        var item = new Shop().InBoth(0, 20, "a").InBoth(20, 40, "b").Weighing(3, 2).Ranked().Items.Single(item => item.Item == "a");
        Assert.Equal(21.0 / 41, item.ShareBefore, 1e-12);
        Assert.Equal(21, item.Before, 1e-12);
    }

    [Fact]
    public void The_error_of_a_change_is_how_much_it_varies_when_other_consumers_are_asked()
    {
        var shop = Shop.Loyal(4, 400, most: 8);
        var item = shop.Ranked().Items.First(item => item.Kind == ItemKind.Brand);
        var (random, label) = (new Random(5), shop.Labels.Brands.Single(one => one.Value == item.Item).Key);
        var draws = Enumerable.Range(0, 400).Select(_ => Change([.. Enumerable.Range(0, 400).Select(_ => random.Next(400))])).ToArray();
        var mean = draws.Average();
        Assert.Equal(1, Math.Sqrt(draws.Average(draw => (draw - mean) * (draw - mean))) / ((item.High - item.Low) / 2 / 1.959964), 0.12);

        double Change(int[] asked)
        {
            var times = asked.CountBy(i => i).ToDictionary();
            return Share(shop.After) - Share(shop.Before);

            double Share(SectorPurchases month) =>
                month.Purchases.Sum(one => one.Brand == label ? times.GetValueOrDefault(one.Consumer) * one.Cents : 0.0)
                / month.Purchases.Sum(one => times.GetValueOrDefault(one.Consumer) * (double)one.Cents);
        }
    }

    [Fact]
    public void Where_nobody_changes_items_pass_rarely_however_much_some_buy()
    {
        var passed = Enumerable.Range(0, 60).Count(seed => Shop.Loyal(100 + seed, 250).Ranked().AnyPasses);
        Assert.True(passed <= 8, $"{passed} of 60 quiet movers have an item that passes");
    }

    [Fact]
    public void A_brand_and_a_word_that_grow_are_first()
    {
        var shop = Shop.Loyal(6, 300, most: 4);
        for (var i = 0; i < 100; i++)
            shop.Buys(Shop.Month, i, "m1", "b3", "blue tea", 700);
        var items = shop.Ranked().Items;
        Assert.Equal(("b3", true), FirstOf(ItemKind.Brand));
        Assert.Equal(("blue tea", true), FirstOf(ItemKind.Product));
        Assert.Equal(("blue tea", true), FirstOf(ItemKind.Pair));
        Assert.Contains(FirstOf(ItemKind.Word).Item, new[] { "blue", "tea" });

        (string Item, bool Passes) FirstOf(ItemKind kind) => items.Where(item => item.Kind == kind).Select(item => (item.Item, item.Passes)).First();
    }

    [Fact]
    public void Many_items_are_fifty_and_the_rest_is_one()
    {
        var shop = Enumerable.Range(0, 70).Aggregate(new Shop(), (shop, i) => shop.InBoth(11 * i, 11 * i + 11, $"m{i:00}"));
        var bought = shop.Ranked();
        Assert.Equal((51, 70), (bought.Items.Count, bought.Tested[ItemKind.Merchant]));
        Assert.Equal(("other (20)", 20 / 70.0), (bought.Items[^1].Item, Math.Round(bought.Items[^1].ShareAfter, 12)), (one, other) => one.Item1 == other.Item1 && Math.Abs(one.Item2 - other.Item2) < 1e-9);
    }

    [Fact]
    public void Shares_of_purchases_count_each_purchase_as_one()
    {
        var shop = new Shop().InBoth(0, 30, "a", cents: 900).InBoth(0, 30, "b", cents: 100);
        Assert.All(shop.Ranked(ofSpend: false).Items, item => Assert.Equal(30, item.After, 1e-12));
        Assert.All(shop.Ranked(ofSpend: false).Items, item => Assert.Equal(0.5, item.ShareAfter, 1e-12));
        Assert.Equal([0.9, 0.1], shop.Ranked().Items.Select(item => item.ShareAfter), (one, other) => Math.Abs(one - other) < 1e-12);
    }

    [Fact]
    public void Kinds_that_the_data_does_not_name_are_absent()
    {
        Assert.Equal([ItemKind.Brand], new Shop().InBoth(0, 20, brand: "a").InBoth(0, 20, brand: "b").Ranked().Tested.Keys);
        Assert.Empty(new Shop().InBoth(0, 20).Ranked().Items);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        var shop = new Shop().InBoth(0, 20, "a");
        Refused("purchases of 2025-04: expected one or more, got none", shop.Before with { Purchases = [] }, shop.After);
        Refused("weights: expected a buyer with weight in each month", shop.Before, shop.After with { Weights = new double[20] });
        var few = new Shop().InBoth(0, 10, "a");
        Refused("buyers: expected 11 or more in each month, and none who is more than half of what was spent", few.Before, few.After);

        void Refused(string message, SectorPurchases before, SectorPurchases after) =>
            Assert.Equal(message, Assert.Throws<ArgumentException>(() => BoughtRanking.Of(before, after, shop.Labels, true, 11)).Message);
    }

    private static bool Close((string Item, double Share, double P) one, (string Item, double Share, double P) other) =>
        one.Item == other.Item && Math.Abs(one.Share - other.Share) < 1e-12 && Math.Abs(one.P - other.P) < 1e-9;

    private static IEnumerable<(string Item, double Share, double P)> Numbers(BoughtItems bought) => bought.Items.Select(item => (item.Item, item.ShareAfter, item.P ?? 0));
}
