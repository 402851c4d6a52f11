using Tracker.Core.Bought;

namespace Tracker.Core.Tests.Bought;

/// <summary>Nothing that is shown tells of fewer than 11 buyers, or of one who is more than half.</summary>
public class FewBuyersTests
{
    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Ten_buyers_are_few_and_eleven_are_not(int buyers, bool shown) =>
        Assert.Equal(shown, Names(new Shop().InBoth(0, 30, "a").InBoth(0, 25, "b").InBoth(0, buyers, "c"), ItemKind.Merchant).Contains("c"));

    [Fact]
    public void Who_has_no_weight_is_no_buyer()
    {
        var shop = new Shop().InBoth(0, 30, "a").InBoth(0, 25, "b").InBoth(0, 11, "c").Weighing(4, 0);
        Assert.DoesNotContain("c", Names(shop, ItemKind.Merchant));
        Assert.Equal(29, shop.Ranked().Buyers);
    }

    [Fact]
    public void Hundreds_of_items_of_the_same_ten_are_hidden_with_the_first_that_others_bought()
    {
        var shop = Enumerable.Range(0, 300).Aggregate(new Shop().InBoth(0, 40, "a").InBoth(0, 12, "b"), (shop, i) => shop.InBoth(0, 10, $"m{i}"));
        Assert.Equal(["a", "other (301)"], Names(shop, ItemKind.Merchant));
    }

    [Fact]
    public void What_few_bought_is_shown_with_the_next_smallest() =>
        Assert.Equal(["a", "other (2)"], Names(new Shop().InBoth(0, 30, "a").InBoth(0, 25, "b").InBoth(0, 3, "c"), ItemKind.Merchant));

    [Fact]
    public void The_same_ten_who_buy_two_things_are_ten() =>
        Assert.Equal(["a", "other (3)"], Names(new Shop().InBoth(0, 30, "a").InBoth(0, 25, "b").InBoth(0, 10, "c").InBoth(0, 10, "d"), ItemKind.Merchant));

    [Fact]
    public void One_who_spends_more_than_half_is_hidden_and_half_is_not()
    {
        Assert.DoesNotContain("c", Names(Rich(1301), ItemKind.Merchant));
        Assert.Contains("c", Names(Rich(1300), ItemKind.Merchant));

        static Shop Rich(long cents) => new Shop().InBoth(0, 30, "a").InBoth(0, 30, "b").InBoth(0, 13, "c").InBoth(40, 41, "c", cents: cents);
    }

    [Fact]
    public void Few_in_one_month_are_few_and_nobody_in_one_month_is_new()
    {
        var shop = new Shop().InBoth(0, 30, "a").InBoth(0, 25, "b").InBoth(0, 11, "c");
        for (var i = 0; i < 25; i++)
            shop.Buys(Shop.Month, i, "fresh").Buys(Shop.Month, i, "rising");
        shop.Buys(Shop.Reference, 3, "rising");
        var items = shop.Ranked().Items;
        Assert.True(items.Single(item => item.Item == "fresh").IsNew);
        Assert.DoesNotContain(items, item => item.Item == "rising");
    }

    [Fact]
    public void A_brand_less_its_shown_products_leaves_no_few()
    {
        // Three bought the tin of the first brand; the products of other brands keep the rest of the products from being few.
        var shop = new Shop().InBoth(0, 50, "", "first", "jar").InBoth(0, 40, "", "first", "box").InBoth(0, 3, "", "first", "tin").InBoth(0, 60, "", "second", "bag").InBoth(0, 9, "", "second", "can").InBoth(20, 29, "", "second", "pot");
        Assert.Contains("first", Names(shop, ItemKind.Brand));
        Assert.Equal(["bag", "jar"], Names(shop, ItemKind.Product).Where(name => !name.StartsWith("other", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void A_word_less_its_shown_products_leaves_no_few()
    {
        var shop = new Shop().InBoth(0, 50, product: "sea salt").InBoth(0, 40, product: "rock salt").InBoth(0, 3, product: "fine salt").InBoth(0, 30, product: "pepper");
        var salt = shop.Ranked().Items.Single(item => item is { Kind: ItemKind.Word, Item: "salt" });
        Assert.Equal(90, salt.After, 1e-9); // without those three, who alone bought salt that is not shown
        Assert.DoesNotContain("fine", Names(shop, ItemKind.Word));
    }

    [Fact]
    public void A_pair_of_which_a_word_has_a_little_more_is_left_out()
    {
        // Of green nine bought something else than tea, in two products that are not shown and are together enough with others.
        var shop = new Shop().InBoth(0, 50, product: "green tea").InBoth(0, 50, product: "black tea").InBoth(0, 6, product: "mint green").InBoth(3, 9, product: "lemon green").InBoth(10, 19, product: "mint water").InBoth(0, 50, product: "milk");
        Assert.Contains("tea", Names(shop, ItemKind.Word));
        Assert.DoesNotContain("green tea", Names(shop, ItemKind.Pair).Where(_ => shop.Ranked().Items.Single(item => item is { Kind: ItemKind.Word, Item: "green" }).After > 50));
        Assert.Contains("black tea", Names(shop, ItemKind.Pair));
    }

    [Fact]
    public void In_random_shops_every_row_is_of_enough_whatever_rows_of_another_kind_are_taken_off()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var shop = Shop.Loyal(200 + seed, 90, most: 6);
            var shown = BoughtRanking.Of(shop.Before, shop.After, shop.Labels, true, 11).Shown.Places;
            foreach (var (kind, places) in shown.Where(one => one.Key is ItemKind.Merchant or ItemKind.Brand or ItemKind.Product))
            {
                foreach (var label in places.Keys)
                {
                    var within = shown.Where(one => one.Key != kind && one.Key <= ItemKind.Product).SelectMany(one => one.Value.Keys.Where(inner => All(one.Key, inner).All(purchase => purchase.LabelOf(kind) == label)).Select(inner => (one.Key, inner))).ToArray();
                    foreach (var month in new[] { shop.Before, shop.After })
                    {
                        var left = month.Purchases.Where(one => one.LabelOf(kind) == label && !within.Any(inner => one.LabelOf(inner.Key) == inner.inner)).DistinctBy(one => one.Consumer).Count();
                        Assert.True(left is 0 or >= 11, $"seed {seed}: {left} are left of {kind} {label}");
                    }
                }
            }

            IEnumerable<Purchase> All(ItemKind kind, int label) => shop.Before.Purchases.Concat(shop.After.Purchases).Where(one => one.LabelOf(kind) == label);
        }
    }

    private static string[] Names(Shop shop, ItemKind kind) => [.. shop.Ranked().Items.Where(item => item.Kind == kind).Select(item => item.Item).Order(StringComparer.Ordinal)];
}
