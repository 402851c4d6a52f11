namespace Tracker.Core.Bought;

/// <summary>
/// Words and pairs that tell of few beside another row: one of the two lies wholly within the other, and what the other has more is small. Looked for among the sector as a whole,
/// merchants, brands, products, what is "other" of these, words and pairs; of every two, not of several together.
/// </summary>
internal sealed class TellingWords
{
    private readonly Dictionary<Purchase, int[]> rowsOf;
    private readonly int count;

    /// <summary>The first row of words and the first of pairs; before are the whole, then merchants, brands and products.</summary>
    private readonly int words, pairs;

    private TellingWords(Baskets baskets, IReadOnlyList<ItemRows> items, ItemTable words, ItemTable pairs)
    {
        this.words = 1 + items.Sum(rows => rows.Count);
        this.pairs = this.words + words.Count;
        count = this.pairs + pairs.Count;
        rowsOf = baskets.Kinds.ToDictionary(kind => kind, RowsOf);

        int[] RowsOf(Purchase kind)
        {
            var (all, first) = (new List<int> { 0 }, 1);
            foreach (var rows in items)
            {
                all.Add(first + rows.RowOf(kind.LabelOf(rows.Kind)));
                first += rows.Count;
            }

            return [.. all, .. words.Of(kind)?.Select(row => this.words + row) ?? [], .. pairs.Of(kind)?.Select(row => this.pairs + row) ?? []];
        }
    }

    /// <summary>The rows of words and those of pairs that are not to be shown: of a word and a pair the pair, of two words the one within the other.</summary>
    public static (HashSet<int> Words, HashSet<int> Pairs) Of(Baskets baskets, IReadOnlyList<ItemRows> items, ItemTable words, ItemTable pairs, int least) =>
        new TellingWords(baskets, items, words, pairs).Found(baskets, least);

    private (HashSet<int> Words, HashSet<int> Pairs) Found(Baskets baskets, int least)
    {
        var sizes = Array.ConvertAll(baskets.Tally(purchase => rowsOf[Baskets.KindOf(purchase)], count), sums => sums.Sizes);
        var nested = Nested().Where(one => Remainder.MayBeSmall(sizes[one.Outer], sizes[one.Inner], least)).ToArray();
        var left = Left(baskets, nested);
        var found = new HashSet<int>();
        for (var i = 0; i < nested.Length; i++)
        {
            var (outer, inner) = nested[i];
            if (left[i].Sizes.IsSmall(least) && !found.Contains(outer) && !found.Contains(inner))
                found.Add(inner < words || (outer >= pairs && inner < pairs) ? outer : inner);
        }

        return ([.. found.Where(row => row < pairs).Select(row => row - words)], [.. found.Where(row => row >= pairs).Select(row => row - pairs)]);
    }

    /// <summary>Every two rows of which one is wholly within the other, with a word or a pair among them.</summary>
    private IEnumerable<(int Outer, int Inner)> Nested()
    {
        var around = new int[]?[count];
        foreach (var rows in rowsOf.Values)
        {
            foreach (var row in rows)
                around[row] = around[row] is { } known ? Array.TrueForAll(known, rows.Contains) ? known : Array.FindAll(known, rows.Contains) : rows;
        }

        return
            from inner in Enumerable.Range(0, count)
            from outer in (around[inner] ?? []).Order()
            where outer != inner && (outer >= words || inner >= words)
            select (outer, inner);
    }

    /// <summary>Sums of what is left of each outer row without the inner one.</summary>
    private ItemSums[] Left(Baskets baskets, (int Outer, int Inner)[] nested)
    {
        var inside = new List<int>?[count];
        for (var i = 0; i < nested.Length; i++)
            (inside[nested[i].Outer] ??= []).Add(i);
        return baskets.Tally(Beside, nested.Length);

        int[]? Beside(Purchase purchase)
        {
            var rows = rowsOf[Baskets.KindOf(purchase)];
            return Array.Exists(rows, row => inside[row] is not null)
                ? [.. rows.SelectMany(row => inside[row] ?? []).Where(i => !rows.Contains(nested[i].Inner))]
                : null;
        }
    }
}
