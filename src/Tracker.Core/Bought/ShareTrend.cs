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
    /// <param name="least">k: an item that is small in one of the months, or all others together are, has no trend; one that nobody bought in some has.</param>
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
        var shares = shown.Places.ToDictionary(kind => kind.Key, kind => Array.ConvertAll(known, month => Shares(kind.Key, kind.Value, month.Baskets, least)));
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
                    if (Array.Exists(shares[item.Kind], month => month[place] is null))
                        return item;
                    var (slope, error) = Line(at, Array.ConvertAll(shares[item.Kind], month => month[place]!.Value));
                    return item with { Trend = slope, TrendError = error };
                }),
            ],
        };
    }

    /// <summary>Of each item; null where it would tell of few.</summary>
    private static double?[] Shares(ItemKind kind, IReadOnlyDictionary<int, int[]> places, Baskets month, int least)
    {
        var sums = month.Tally(RowsOf, 1 + places.Values.Max(rows => rows.Max()));
        int[] large = [.. Enumerable.Range(0, sums.Length).Where(row => Remainder.MayBeSmall(month.Whole.Sizes, sums[row].Sizes, least))];
        var others = large.Length == 0 ? [] : month.Tally(purchase => [.. Enumerable.Range(0, large.Length).Where(i => RowsOf(purchase)?.Contains(large[i]) != true)], large.Length);
        var few = large.Where((_, i) => others[i].Sizes.IsSmall(least)).ToHashSet();
        return [.. sums.Select((sum, row) => sum.Sizes.IsSmall(least) || few.Contains(row) ? null : (double?)sum.After)];

        int[]? RowsOf(Purchase purchase) => places.GetValueOrDefault(purchase.LabelOf(kind));
    }

    private static (double Slope, double Error) Line(double[] at, double[] values)
    {
        var (meanAt, mean) = (at.Average(), values.Average());
        var spread = at.Sum(x => (x - meanAt) * (x - meanAt));
        var slope = at.Zip(values, (x, y) => (x - meanAt) * (y - mean)).Sum() / spread;
        var rest = at.Zip(values, (x, y) => y - mean - slope * (x - meanAt)).Sum(gap => gap * gap);
        return (slope, Math.Sqrt(rest / (at.Length - 2) / spread));
    }
}
