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

    /// <summary>Months with 100 purchases, so many of them at a, or with none.</summary>
    private static BoughtItems Trends(IEnumerable<(int Back, int OfA)> months)
    {
        var shop = new Shop().InBoth(0, 50, "a").InBoth(50, 100, "b").InBoth(0, 20);
        var (items, shown) = BoughtRanking.Of(shop.Before, shop.After, shop.Labels, true, 11);
        var (a, b) = (shop.Labels.Merchants.Single(one => one.Value == "a").Key, shop.Labels.Merchants.Single(one => one.Value == "b").Key);
        return ShareTrend.With(items, shown, [.. months.Select(month => new SectorPurchases(
            Shop.Month - month.Back,
            [1],
            [.. Enumerable.Range(0, month.OfA == 0 ? 0 : 100).Select(i => new Purchase(0, i < month.OfA ? a : b, 0, 0, 100))]))]);
    }

    private static bool Close((double, double) one, (double, double) other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-12;
}
