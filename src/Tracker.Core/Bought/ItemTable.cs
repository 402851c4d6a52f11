namespace Tracker.Core.Bought;

/// <summary>The items of a kind and which of them a purchase is of.</summary>
internal sealed class ItemTable
{
    /// <summary>Words that an item of several is named by, at most.</summary>
    private const int MostNamed = 3;

    private readonly Dictionary<int, int[]> rowsOf;
    private readonly Dictionary<string, int> words;

    private ItemTable(ItemKind kind, IReadOnlyList<string> names, Dictionary<int, int[]> rowsOf, Dictionary<string, int>? words = null) =>
        (Kind, Names, this.rowsOf, this.words) = (kind, names, rowsOf, words ?? []);

    public ItemKind Kind { get; }

    /// <summary>Of the rows that are tested, which come first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The row of purchases that are not named.</summary>
    public int? Unknown { get; private init; }

    /// <summary>The row of what is hidden.</summary>
    public int? Other { get; private init; }

    /// <summary>How many items are in it.</summary>
    public int Hidden { get; private init; }

    public int Count => Names.Count + (Unknown is null ? 0 : 1) + (Other is null ? 0 : 1);

    /// <summary>The row of a word, or of a pair.</summary>
    public int RowOf(string word) => words[word];

    /// <summary>The rows that a purchase is in; null for none.</summary>
    public int[]? Of(Purchase purchase) => rowsOf.GetValueOrDefault(purchase.LabelOf(Kind));

    /// <summary>Merchants, brands or products.</summary>
    public static ItemTable OfLabels(ItemRows rows, ItemLabels labels)
    {
        int[] named = [.. rows.Shown.Where(label => label != 0)];
        int? unknown = rows.Shown.Contains(0) ? named.Length : null, other = rows.Hidden.Length > 0 ? named.Length + (unknown is null ? 0 : 1) : null;
        var rowsOf = named.Select((label, row) => (label, row)).ToDictionary(one => one.label, one => (int[])[one.row]);
        if (unknown is { } last)
            rowsOf.Add(0, [last]);
        foreach (var label in rows.Hidden)
            rowsOf.Add(label, [other!.Value]);
        return new(rows.Kind, [.. named.Select(label => labels.NameOf(rows.Kind, label))], rowsOf) { Unknown = unknown, Other = other, Hidden = rows.Hidden.Length };
    }

    /// <summary>The words of products, or the pairs of words beside each other; those of exactly the same products are one item, named together.</summary>
    /// <param name="kind">Word or pair.</param>
    /// <param name="wordsOf">The words of each product.</param>
    public static ItemTable OfWords(ItemKind kind, IReadOnlyDictionary<int, IReadOnlyList<string>> wordsOf)
    {
        var products = wordsOf.SelectMany(one => one.Value.Select(word => (Word: word, Product: one.Key)))
            .GroupBy(one => one.Word, one => one.Product, StringComparer.Ordinal)
            .GroupBy(word => string.Join(',', word.Order()), word => word.Key)
            .Select(same => same.Order(StringComparer.Ordinal).ToArray())
            .OrderBy(words => words[0], StringComparer.Ordinal)
            .ToArray();
        var rows = products.SelectMany((words, row) => words.Select(word => (word, row))).ToDictionary(one => one.word, one => one.row, StringComparer.Ordinal);
        return new(kind, [.. products.Select(NameOf)], wordsOf.ToDictionary(one => one.Key, one => one.Value.Select(word => rows[word]).Distinct().ToArray()), rows);
    }

    private static string NameOf(string[] words) =>
        string.Join(BoughtItem.Between, words.Take(MostNamed)) + (words.Length > MostNamed ? $"{BoughtItem.Between}{words.Length - MostNamed} more" : "");

    /// <summary>For each label the places of some rows among them.</summary>
    public IReadOnlyDictionary<int, int[]> Only(IEnumerable<int> some)
    {
        var places = some.Select((row, place) => (row, place)).ToDictionary(one => one.row, one => one.place);
        return rowsOf.Select(one => (one.Key, Rows: one.Value.Where(places.ContainsKey).Select(row => places[row]).ToArray()))
            .Where(one => one.Rows.Length > 0)
            .ToDictionary(one => one.Key, one => one.Rows);
    }
}
