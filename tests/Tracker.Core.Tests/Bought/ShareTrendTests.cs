using Tracker.Core.Bought;

namespace Tracker.Core.Tests.Bought;

public class ShareTrendTests
{
    [Fact]
    public void A_share_that_rises_by_a_hundredth_a_month_has_that_slope_and_no_error()
    {
        var item = Trends(Enumerable.Range(1, 12).Select(back => (back, 50 - back))).Items.Single(item => item.Item == "a");
        Assert.Equal((0.01, 0.0), (item.Trend!.Value, item.TrendError!.Value), Close);
    }

    [Fact]
    public void The_error_is_that_of_least_squares()
    {
        // Shares .3 .5 .4 .6 .5 .7: slope 1.1 / 17.5, residual sum of squares .1 − 1.1² / 17.5, over 4 × 17.5.
        var item = Trends([(6, 30), (5, 50), (4, 40), (3, 60), (2, 50), (1, 70)]).Items.Single(item => item.Item == "a");
        Assert.Equal((1.1 / 17.5, Math.Sqrt((0.1 - 1.1 * 1.1 / 17.5) / 4 / 17.5)), (item.Trend!.Value, item.TrendError!.Value), Close);
    }

    [Fact]
    public void Months_without_purchases_say_nothing_and_five_months_are_too_few()
    {
        Assert.Null(Trends([(9, 0), (5, 30), (4, 40), (3, 50), (2, 60), (1, 70)]).Items[0].Trend);
        Assert.Equal(0.01, Of([(9, 41), (7, 43), (4, 46), (3, 47), (2, 48), (1, 49), (6, 0)]), 1e-12);

        static double Of(IEnumerable<(int, int)> months) => Trends(months).Items.Single(item => item.Item == "a").Trend!.Value;
    }

    [Fact]
    public void What_is_unknown_or_other_has_no_trend() =>
        Assert.All(Trends(Enumerable.Range(1, 12).Select(back => (back, 50))).Items.Where(item => item.P is null), item => Assert.Null(item.Trend));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void What_few_bought_in_one_of_the_months_has_no_trend_and_what_nobody_bought_in_one_has(int buyers, bool told)
    {
        var item = Trends(Enumerable.Range(1, 12).Select(back => (back, back == 8 ? buyers : 40)), 200).Items.Single(item => item.Item == "a");
        Assert.Equal((told, told), (item.Trend is not null, item.TrendError is not null));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(99, false)]
    [InlineData(90, false)]
    [InlineData(89, true)]
    public void Where_few_bought_anything_else_in_one_of_the_months_there_is_no_trend(int ofItem, bool told) => Assert.Equal(
        told, Trends(Enumerable.Range(1, 12).Select(back => (back, back == 8 ? ofItem : 40))).Items.Single(item => item.Item == "a").Trend is not null);

    [Fact]
    public void What_is_nearly_all_of_one_buyer_in_one_of_the_months_has_no_trend()
    {
        var (shop, shown) = Shown();
        var months = Enumerable.Range(1, 12).Select(back => Month(shop, back, 40, cents: i => back == 8 && i == 0 ? 4000 : 100)).ToArray();
        Assert.Null(ShareTrend.With(shown.Items, shown.Shown, months, 11).Items.Single(item => item.Item == "a").Trend);
    }

    [Fact]
    public void The_order_of_purchases_changes_no_digit_of_a_trend()
    {
        var (shop, shown) = Shown();
        var months = Enumerable.Range(1, 12).Select(back => Month(shop, back, 30 + back, weight: i => 1 + 1.0 / (i + back), cents: i => 100 + 17 * i)).ToArray();
        var mixed = Array.ConvertAll(months, month => month with { Purchases = [.. month.Purchases.Reverse()] });
        Assert.Equal(Told(months), Told(mixed));

        IEnumerable<(double?, double?)> Told(SectorPurchases[] some) => ShareTrend.With(shown.Items, shown.Shown, some, 11).Items.Select(item => (item.Trend, item.TrendError));
    }

    /// <summary>Months of 100 consumers with a purchase each, so many of them at a, or without purchases where none is.</summary>
    private static BoughtItems Trends(IEnumerable<(int Back, int OfA)> months, int consumers = 100)
    {
        var (shop, shown) = Shown();
        return ShareTrend.With(shown.Items, shown.Shown, [.. months.Select(month => Month(shop, month.Back, month.OfA, consumers == 100 && month.OfA == 0 ? 0 : consumers))], 11);
    }

    private static (Shop Shop, (BoughtItems Items, ShownItems Shown) Ranked) Shown()
    {
        var shop = new Shop().InBoth(0, 50, "a").InBoth(50, 100, "b").InBoth(0, 20);
        return (shop, BoughtRanking.Of(shop.Before, shop.After, shop.Labels, true, 11));
    }

    private static SectorPurchases Month(Shop shop, int back, int ofA, int consumers = 100, Func<int, double>? weight = null, Func<int, long>? cents = null)
    {
        var (a, b) = (shop.Labels.Merchants.Single(one => one.Value == "a").Key, shop.Labels.Merchants.Single(one => one.Value == "b").Key);
        return new(
            Shop.Month - back,
            [.. Enumerable.Range(0, consumers).Select(weight ?? (_ => 1))],
            [.. Enumerable.Range(0, consumers).Select(i => new Purchase(i, i < ofA ? a : b, 0, 0, cents?.Invoke(i) ?? 100))]);
    }

    private static bool Close((double, double) one, (double, double) other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-12;
}
