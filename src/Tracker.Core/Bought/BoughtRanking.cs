using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Core.Bought;

/// <summary>Ranks merchants, brands, products and words of product names by whether their share of a sector changed.</summary>
public static class BoughtRanking
{
    /// <summary>The items of two months.</summary>
    /// <param name="before">The reference month; with a purchase.</param>
    /// <param name="after">The month; with a purchase.</param>
    /// <param name="labels">Names of all that was bought.</param>
    /// <param name="ofSpend">Whether shares are of money; else of how often something was bought.</param>
    /// <param name="least">k: no item that fewer consumers bought is shown.</param>
    /// <returns>The items, and which purchases each is of.</returns>
    /// <exception cref="ArgumentException">A month without purchases, or all of them together are small.</exception>
    public static (BoughtItems Items, ShownItems Shown) Of(SectorPurchases before, SectorPurchases after, ItemLabels labels, bool ofSpend, int least)
    {
        foreach (var month in new[] { before, after })
        {
            if (month.Purchases.Count == 0)
                throw new ArgumentException($"purchases of {month.Month}: expected one or more, got none");
        }

        var baskets = new Baskets(before, after, ofSpend);
        if (!(baskets.TotalBefore > 0 && baskets.TotalAfter > 0))
            throw new ArgumentException("weights: expected a buyer with weight in each month");
        if (baskets.Whole.Sizes.IsSmall(least))
            throw new ArgumentException($"buyers: expected {least} or more in each month, and none who is more than half of what was spent");
        var rows = SafeItems.Of(baskets, least);
        var tables = rows.Where(one => one.Shown.Any(label => label != 0)).Select(one => ItemTable.OfLabels(one, labels))
            .Concat(SafeWords.Of(baskets, rows, labels, least))
            .Where(table => table.Names.Count > 0)
            .ToArray();
        var (items, shown) = (new List<BoughtItem>(), new Dictionary<ItemKind, IReadOnlyDictionary<int, int[]>>());
        foreach (var table in tables)
        {
            var ranked = Ranked(table, baskets, tables.Length);
            var first = ranked.Take(BoughtItems.MostShown).ToArray();
            shown.Add(table.Kind, table.Only(first.Select(one => one.Row)));
            items.AddRange(first.Select(one => one.Item));
            items.AddRange(Rest(table, baskets, [.. ranked.Skip(BoughtItems.MostShown).Select(one => one.Row)]));
        }

        var tested = tables.ToDictionary(table => table.Kind, table => table.Names.Count);
        return (new() { OfSpend = ofSpend, Buyers = baskets.Whole.Consumers, Items = items, Tested = tested }, new(ofSpend, shown));
    }

    private static (int Row, BoughtItem Item)[] Ranked(ItemTable table, Baskets baskets, int families)
    {
        var sums = baskets.Tally(table.Of, table.Count);
        var tests = Array.ConvertAll(sums, item => ShareTest.Of(item, baskets.Whole));
        // One family a kind, and as many kinds as there are: a quiet month shows an item of any kind as seldom as the level says.
        var q = FalseDiscovery.QValues([.. tests.Take(table.Names.Count).Select(test => test.P)]);
        return
        [
            .. Enumerable.Range(0, table.Names.Count)
                .Select(row => (row, ItemOf(table.Kind, table.Names[row], sums[row], tests[row].Error, baskets, tests[row].P, Math.Min(1, families * q[row]))))
                .OrderBy(one => one.Item2.P)
                .ThenByDescending(one => Math.Abs(one.Item2.Change))
                .ThenBy(one => one.Item2.Item, StringComparer.Ordinal),
        ];
    }

    /// <summary>What is not named, and all that is not shown as one; of words nothing, for a purchase has several.</summary>
    private static IEnumerable<BoughtItem> Rest(ItemTable table, Baskets baskets, int[] notShown)
    {
        if (table.Unknown is { } unknown)
            yield return Summed(ItemLabels.Unknown, [unknown]);
        var other = table.Other is { } hidden ? notShown.Append(hidden).ToArray() : notShown;
        if (table.Kind is ItemKind.Merchant or ItemKind.Brand or ItemKind.Product && other.Length > 0)
            yield return Summed($"other ({notShown.Length + table.Hidden})", [.. other]);

        BoughtItem Summed(string name, HashSet<int> rows)
        {
            var sums = baskets.Tally(purchase => table.Of(purchase) is [var row] && rows.Contains(row) ? [0] : null, 1)[0];
            return ItemOf(table.Kind, name, sums, ShareTest.Of(sums, baskets.Whole).Error, baskets, null, null);
        }
    }

    private static BoughtItem ItemOf(ItemKind kind, string name, ItemSums sums, double error, Baskets baskets, double? p, double? q) => new()
    {
        Kind = kind,
        Item = name,
        Before = sums.Before * baskets.TotalBefore,
        After = sums.After * baskets.TotalAfter,
        ShareBefore = sums.Before,
        ShareAfter = sums.After,
        Low = sums.After - sums.Before - NormalInterval.Half95 * error,
        High = sums.After - sums.Before + NormalInterval.Half95 * error,
        P = p,
        Q = q,
    };
}
