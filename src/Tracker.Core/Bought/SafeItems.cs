namespace Tracker.Core.Bought;

/// <summary>Merchants, brands and products that can be shown beside each other, so that nothing told of a few can be found by subtraction.</summary>
internal static class SafeItems
{
    private static readonly ItemKind[] Kinds = [ItemKind.Merchant, ItemKind.Brand, ItemKind.Product];

    /// <summary>
    /// The rows of each kind. Hidden are small ones, and as many more as it takes that nothing small is left of a row when the rows of another kind that lie wholly within it are
    /// taken off: of a brand less all its products but the one that few bought. Several rows of one kind less several of another are not looked for.
    /// </summary>
    public static ItemRows[] Of(Baskets baskets, int least)
    {
        ItemRows[] rows = [.. Kinds.Select(kind => ItemRows.Of(baskets, kind, least))];
        for (var safe = 0; safe < rows.Length * rows.Length;)
        {
            // Every pair has been looked at since the last row was hidden when the count is full.
            for (var pair = 0; pair < rows.Length * rows.Length; pair++)
            {
                var (of, less) = (pair / rows.Length, pair % rows.Length);
                var (outer, inner) = of == less ? ([], []) : Unsafe(baskets, rows[of], rows[less], least);
                safe = outer.Count + inner.Count == 0 ? safe + 1 : 0;
                if (outer.Count > 0)
                    rows[of] = rows[of].Hiding(outer, baskets, least);
                if (inner.Count > 0)
                    rows[less] = rows[less].Hiding(inner, baskets, least);
            }
        }

        return rows;
    }

    /// <summary>For each row of which something small would be left: the smallest row of the other kind within it, else the row itself, of "other" the smallest beside it.</summary>
    private static (HashSet<int> Outer, HashSet<int> Inner) Unsafe(Baskets baskets, ItemRows of, ItemRows less, int least)
    {
        var (outer, inner) = (new HashSet<int>(), new HashSet<int>());
        if (of.Shown.Length == 0 || less.Shown.Length == 0)
            return (outer, inner);
        var places = Places(baskets, of, less);
        var left = baskets.Tally(purchase => places[less.RowOf(purchase.LabelOf(less.Kind))] is null ? of.Of(purchase) : null, of.Count);
        for (var row = 0; row < of.Count; row++)
        {
            if (!left[row].Sizes.IsSmall(least))
                continue;
            if (Array.FindIndex(places, place => place == row) is >= 0 and var smallest && smallest < less.Shown.Length)
                inner.Add(less.Shown[smallest]);
            else
                outer.Add(of.Shown[row < of.Shown.Length ? row : 0]);
        }

        return (outer, inner);
    }

    /// <summary>For each row of a kind the row of the other that it lies in; null where it lies in several.</summary>
    private static int?[] Places(Baskets baskets, ItemRows of, ItemRows less)
    {
        var places = Enumerable.Range(0, less.Count).Select(_ => new HashSet<int>()).ToArray();
        foreach (var (label, inner) in baskets.Together(of.Kind, less.Kind))
            places[less.RowOf(inner)].Add(of.RowOf(label));
        return Array.ConvertAll(places, place => place.Count == 1 ? place.Single() : (int?)null);
    }
}
