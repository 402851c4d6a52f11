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
    /// <returns>As they were where there are too few months.</returns>
    public static BoughtItems With(BoughtItems items, ShownItems shown, IReadOnlyList<SectorPurchases> months)
    {
        var known = months.Where(month => month.Purchases.Count > 0).OrderBy(month => month.Month).ToArray();
        if (known.Length < LeastMonths)
            return items;
        var next = new Dictionary<ItemKind, int>();
        var shares = shown.Places.ToDictionary(kind => kind.Key, kind => Shares(kind.Key, kind.Value, shown.OfSpend, known));
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
                    var (slope, error) = Line(at, [.. shares[item.Kind].Select(month => month[place])]);
                    return item with { Trend = slope, TrendError = error };
                }),
            ],
        };
    }

    /// <summary>By month the share of each item.</summary>
    private static double[][] Shares(ItemKind kind, IReadOnlyDictionary<int, int[]> places, bool ofSpend, SectorPurchases[] months)
    {
        var count = 1 + places.Values.Max(rows => rows.Max());
        return Array.ConvertAll(months, month =>
        {
            var (sums, total) = (new double[count], 0.0);
            foreach (var purchase in month.Purchases)
            {
                var amount = month.Weights[purchase.Consumer] * (ofSpend ? purchase.Cents : 1);
                total += amount;
                foreach (var row in places.GetValueOrDefault(purchase.LabelOf(kind)) ?? [])
                    sums[row] += amount;
            }

            return Array.ConvertAll(sums, sum => sum / total);
        });
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
