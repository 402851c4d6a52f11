namespace Tracker.Core.Bought;

/// <summary>Words of product names that can be shown beside the products.</summary>
internal static class SafeWords
{
    /// <summary>
    /// Words and pairs, without small ones. Where something small would be left of a word when the products with it that are shown are taken off, it is counted over these
    /// alone; <see cref="TellingWords"/> are left out. Several words less several others are not looked for.
    /// </summary>
    /// <param name="baskets">What was bought.</param>
    /// <param name="items">Merchants, brands and products as they are shown, products last.</param>
    /// <param name="labels">With the words of each product.</param>
    /// <param name="least">k.</param>
    public static ItemTable[] Of(Baskets baskets, IReadOnlyList<ItemRows> items, ItemLabels labels, int least)
    {
        var hidden = items[^1].Hidden.ToHashSet();
        var named = baskets.Labels(ItemKind.Product).Where(labels.Words.ContainsKey).ToArray();
        var (words, pairs) = (Safe(ItemKind.Word, ProductWords.WordsOf), Safe(ItemKind.Pair, ProductWords.PairsOf));
        var (ofWords, ofPairs) = (ItemTable.OfWords(ItemKind.Word, words), ItemTable.OfWords(ItemKind.Pair, pairs));
        var telling = TellingWords.Of(baskets, items, ofWords, ofPairs, least);
        return [Without(ofWords, words, telling.Words), Without(ofPairs, pairs, telling.Pairs)];

        Dictionary<int, IReadOnlyList<string>> Safe(ItemKind kind, Func<IReadOnlyList<string>, IReadOnlyList<string>> wordsOf)
        {
            var all = named.ToDictionary(product => product, product => wordsOf(labels.Words[product]));
            var few = Small(baskets, kind, all.Where(one => hidden.Contains(one.Key)), least);
            var kept = all.ToDictionary(one => one.Key, IReadOnlyList<string> (one) => hidden.Contains(one.Key) ? [.. one.Value.Where(word => !few.Contains(word))] : one.Value);
            var small = Small(baskets, kind, kept, least);
            return kept.ToDictionary(one => one.Key, IReadOnlyList<string> (one) => [.. one.Value.Where(word => !small.Contains(word))]);
        }
    }

    private static ItemTable Without(ItemTable table, Dictionary<int, IReadOnlyList<string>> wordsOf, HashSet<int> rows) => rows.Count == 0
        ? table
        : ItemTable.OfWords(table.Kind, wordsOf.ToDictionary(one => one.Key, IReadOnlyList<string> (one) => [.. one.Value.Where(word => !rows.Contains(table.RowOf(word)))]));

    private static HashSet<string> Small(Baskets baskets, ItemKind kind, IEnumerable<KeyValuePair<int, IReadOnlyList<string>>> wordsOf, int least)
    {
        var said = wordsOf.ToDictionary(one => one.Key, one => one.Value);
        var table = ItemTable.OfWords(kind, said);
        var sums = baskets.Tally(table.Of, table.Count);
        return [.. said.SelectMany(one => one.Value.Where(word => sums[table.RowOf(word)].Sizes.IsSmall(least)))];
    }
}
