namespace Tracker.Core.Bought;

/// <summary>The items of a kind and which of them a purchase is of.</summary>
internal sealed class ItemTable
{
    private readonly Dictionary<int, int[]> rowsOf;

    private ItemTable(ItemKind kind, IReadOnlyList<string> names, Dictionary<int, int[]> rowsOf) => (Kind, Names, this.rowsOf) = (kind, names, rowsOf);

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

    /// <summary>The words of products, or the pairs of words beside each other.</summary>
    /// <param name="kind">Word or pair.</param>
    /// <param name="wordsOf">The words of each product.</param>
    public static ItemTable OfWords(ItemKind kind, IReadOnlyDictionary<int, IReadOnlyList<string>> wordsOf)
    {
        string[] names = [.. wordsOf.Values.SelectMany(words => words).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var rows = names.Select((name, row) => (name, row)).ToDictionary(one => one.name, one => one.row, StringComparer.Ordinal);
        return new(kind, names, wordsOf.ToDictionary(one => one.Key, one => one.Value.Select(word => rows[word]).ToArray()));
    }

    /// <summary>For each label the places of some rows among them.</summary>
    public IReadOnlyDictionary<int, int[]> Only(IEnumerable<int> some)
    {
        var places = some.Select((row, place) => (row, place)).ToDictionary(one => one.row, one => one.place);
        return rowsOf.Select(one => (one.Key, Rows: one.Value.Where(places.ContainsKey).Select(row => places[row]).ToArray()))
            .Where(one => one.Rows.Length > 0)
            .ToDictionary(one => one.Key, one => one.Rows);
    }
}
