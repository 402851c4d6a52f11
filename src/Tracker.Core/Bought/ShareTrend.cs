namespace Tracker.Core.Bought;

/// <summary>How the shares of items rose or fell in the months before.</summary>
public static class ShareTrend
{
    /// <summary>A year, so that the season of an item is no trend.</summary>
    public const int Months = 12;

    /// <summary>With fewer months there is no trend.</summary>
    public const int LeastMonths = 6;

    /// <summary>The items with the slope of a straight line through their monthly shares (least squares), in share a month, and its standard error.</summary>
    /// <param name="items">From <see cref="BoughtRanking.Of"/>.</param>
    /// <param name="shown">From the same.</param>
    /// <param name="months">Before the month, in any order; those without purchases say nothing.</param>
    /// <param name="least">k: an item that is small in one of the months has no trend; one that nobody bought in some has.</param>
    /// <returns>As they were where there are too few months.</returns>
    public static BoughtItems With(BoughtItems items, ShownItems shown, IReadOnlyList<SectorPurchases> months, int least)
    {
        var known = months.OrderBy(month => month.Month)
            .Select(month => (month.Month, Baskets: new Baskets(month with { Purchases = [] }, month, shown.OfSpend)))
            .Where(month => month.Baskets.TotalAfter > 0)
            .ToArray();
        if (known.Length < LeastMonths)
            return items;
        var next = new Dictionary<ItemKind, int>();
        var sums = shown.Places.ToDictionary(kind => kind.Key, kind => Array.ConvertAll(known, month => Sums(kind.Key, kind.Value, month.Baskets)));
        double[] at = [.. known.Select(month => (double)(month.Month - known[0].Month))];
        return items with
        {
            Items =
            [
                .. items.Items.Select(item =>
                {
                    if (item.P is null)
                        return item;
                    var place = next[item.Kind] = next.GetValueOrDefault(item.Kind, -1) + 1;
                    var ofItem = Array.ConvertAll(sums[item.Kind], month => month[place]);
                    if (Array.Exists(ofItem, month => month.Sizes.IsSmall(least)))
                        return item;
                    var (slope, error) = Line(at, Array.ConvertAll(ofItem, month => month.After));
                    return item with { Trend = slope, TrendError = error };
                }),
            ],
        };
    }

    /// <summary>Of each item.</summary>
    private static ItemSums[] Sums(ItemKind kind, IReadOnlyDictionary<int, int[]> places, Baskets month) =>
        month.Tally(purchase => places.GetValueOrDefault(purchase.LabelOf(kind)), 1 + places.Values.Max(rows => rows.Max()));

    private static (double Slope, double Error) Line(double[] at, double[] values)
    {
        var (meanAt, mean) = (at.Average(), values.Average());
        var spread = at.Sum(x => (x - meanAt) * (x - meanAt));
        var slope = at.Zip(values, (x, y) => (x - meanAt) * (y - mean)).Sum() / spread;
        var rest = at.Zip(values, (x, y) => y - mean - slope * (x - meanAt)).Sum(gap => gap * gap);
        return (slope, Math.Sqrt(rest / (at.Length - 2) / spread));
    }
}
