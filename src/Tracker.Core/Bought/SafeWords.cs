namespace Tracker.Core.Bought;

/// <summary>Words of product names that can be shown beside the products.</summary>
internal static class SafeWords
{
    /// <summary>
    /// Words and pairs, without small ones. Where something small would be left of a word when the products with it that are shown are taken off, it is counted over
    /// these alone; a pair of which one word has a little more than the pair is left out. Several words less several others are not looked for.
    /// </summary>
    public static ItemTable[] Of(Baskets baskets, ItemRows products, ItemLabels labels, int least)
    {
        var hidden = products.Hidden.ToHashSet();
        var named = baskets.Labels(ItemKind.Product).Where(labels.Words.ContainsKey).ToArray();
        var words = Safe(ItemKind.Word, ProductWords.WordsOf);
        var pairs = Safe(ItemKind.Pair, ProductWords.PairsOf);
        var told = Told(baskets, words, pairs, least);
        return
        [
            ItemTable.OfWords(ItemKind.Word, words),
            ItemTable.OfWords(ItemKind.Pair, pairs.ToDictionary(one => one.Key, IReadOnlyList<string> (one) => [.. one.Value.Where(pair => !told.Contains(pair))])),
        ];

        Dictionary<int, IReadOnlyList<string>> Safe(ItemKind kind, Func<IReadOnlyList<string>, IReadOnlyList<string>> wordsOf)
        {
            var all = named.ToDictionary(product => product, product => wordsOf(labels.Words[product]));
            var few = Small(baskets, kind, all.Where(one => hidden.Contains(one.Key)), least);
            var kept = all.ToDictionary(one => one.Key, IReadOnlyList<string> (one) => hidden.Contains(one.Key) ? [.. one.Value.Where(word => !few.Contains(word))] : one.Value);
            var small = Small(baskets, kind, kept, least);
            return kept.ToDictionary(one => one.Key, IReadOnlyList<string> (one) => [.. one.Value.Where(word => !small.Contains(word))]);
        }
    }

    /// <summary>Pairs that tell of few who bought one of its words without the other beside it.</summary>
    private static HashSet<string> Told(
        Baskets baskets, Dictionary<int, IReadOnlyList<string>> words, Dictionary<int, IReadOnlyList<string>> pairs, int least)
    {
        var pairsOf = pairs.Values.SelectMany(some => some).Distinct().SelectMany(pair => pair.Split(' ').Select(word => (word, pair))).ToLookup(one => one.word, one => one.pair);
        var left = words.ToDictionary(
            one => one.Key,
            IReadOnlyList<string> (one) => [.. one.Value.SelectMany(word => pairsOf[word].Except(pairs[one.Key]).Select(pair => $"{word}/{pair}"))]);
        return [.. Small(baskets, ItemKind.Pair, left, least).Select(name => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..])];
    }

    private static HashSet<string> Small(Baskets baskets, ItemKind kind, IEnumerable<KeyValuePair<int, IReadOnlyList<string>>> wordsOf, int least)
    {
        var said = wordsOf.ToDictionary(one => one.Key, one => one.Value);
        var table = ItemTable.OfWords(kind, said);
        var sums = baskets.Tally(table.Of, table.Count);
        return [.. said.SelectMany(one => one.Value.Where(word => sums[table.RowOf(word)].Sizes.IsSmall(least)))];
    }
}
