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
        // Of green nine bought something else than green tea; three products are not shown.
        var shop = new Shop().InBoth(0, 50, product: "green tea").InBoth(0, 50, product: "black tea").InBoth(0, 9, product: "green tea mint").InBoth(10, 19, product: "green tea lime").InBoth(20, 29, product: "mint green").InBoth(0, 50, product: "milk");
        Assert.Equal(77, shop.Ranked().Items.Single(item => item is { Kind: ItemKind.Word, Item: "green" }).After, 1e-9);
        Assert.DoesNotContain("green tea", Names(shop, ItemKind.Pair));
        Assert.Contains("black tea", Names(shop, ItemKind.Pair));
    }

    [Fact]
    public void A_word_that_a_brand_has_a_little_more_than_is_left_out()
    {
        // The party mix is of the brand and does not have its word; the lemonade is hidden with it.
        var shop = new Shop().InBoth(0, 200, "", "Acme", "Acme Cola").InBoth(0, 150, "", "Acme", "Acme Lemonade").InBoth(200, 204, "", "Acme", "Party Mix").InBoth(0, 300, "", "Best", "Water");
        Assert.Contains("Acme", Names(shop, ItemKind.Brand));
        Assert.DoesNotContain("acme", Names(shop, ItemKind.Word));
        shop.InBoth(204, 211, "", "Acme", "Party Mix");
        Assert.Contains("acme", Names(shop, ItemKind.Word));
    }

    [Fact]
    public void Of_two_words_of_which_one_has_a_little_more_one_is_left_out()
    {
        var shop = new Shop().InBoth(0, 80, product: "oat milk").InBoth(100, 104, product: "cow milk").InBoth(20, 29, product: "oat milk barista").InBoth(40, 49, product: "oat milk vanilla").InBoth(0, 90, product: "bread");
        foreach (var (one, other) in Nested(shop))
            Assert.Fail($"{one} less {other} is of few");
        Assert.Contains("milk", Names(shop, ItemKind.Word));
    }

    [Fact]
    public void In_random_shops_no_word_tells_of_few_beside_another_row()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (shop, random) = (new Shop(), new Random(seed));
            string[] words = ["oat", "cow", "goat", "milk", "cream", "mild", "fresh", "sweet"];
            for (var product = 0; product < 30; product++)
            {
                var (name, buyers) = (string.Join(' ', Enumerable.Range(0, 3).Select(_ => words[random.Next(words.Length)])), 1 + random.Next(4) * random.Next(20));
                for (var i = 0; i < buyers; i++)
                {
                    var consumer = random.Next(80);
                    shop.InBoth(consumer, consumer + 1, $"m{random.Next(3)}", $"b{product % 9 % 4}", name);
                }
            }

            foreach (var (one, other) in Nested(shop))
                Assert.Fail($"seed {seed}: {one} less {other} is of few");
        }
    }

    /// <summary>Every two shown rows, a word or a pair among them, of which one is within the other and few bought the rest, in number.</summary>
    private static IEnumerable<(string One, string Other)> Nested(Shop shop)
    {
        var rows = BoughtRanking.Of(shop.Before, shop.After, shop.Labels, true, 11).Shown.Places
            .SelectMany(kind => kind.Value.SelectMany(label => label.Value.Select(place => (kind.Key, Place: place, Label: label.Key))).GroupBy(one => (one.Key, one.Place), one => one.Label))
            .Select(row => (row.Key, Labels: row.ToHashSet()))
            .ToArray();
        Purchase[] all = [.. shop.Before.Purchases, .. shop.After.Purchases];
        return
            from outer in rows
            from inner in rows
            where outer.Key != inner.Key && (outer.Key.Key >= ItemKind.Word || inner.Key.Key >= ItemKind.Word) && all.Where(one => In(inner, one)).All(one => In(outer, one))
            where new[] { shop.Before, shop.After }.Any(month => month.Purchases.Where(one => In(outer, one) && !In(inner, one)).DistinctBy(one => one.Consumer).Count() is > 0 and < 11)
            select ($"{outer.Key.Key} of {string.Join(',', outer.Labels)}", $"{inner.Key.Key} of {string.Join(',', inner.Labels)}");

        static bool In(((ItemKind Kind, int Place) Key, HashSet<int> Labels) row, Purchase one) => row.Labels.Contains(one.LabelOf(row.Key.Kind));
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
