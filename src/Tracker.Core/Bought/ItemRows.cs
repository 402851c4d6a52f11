using Tracker.Core.Decomposition;

namespace Tracker.Core.Bought;

/// <summary>Merchants, brands or products in rows that may be shown: each label its own, or with others in the last, "other".</summary>
internal sealed class ItemRows
{
    private static readonly int[][] Singles = [.. Enumerable.Range(0, 1 << 12).Select(row => (int[])[row])];

    private readonly Dictionary<int, int[]> rows = [];

    private ItemRows(ItemKind kind, int[] shown, int[] hidden)
    {
        (Kind, Shown, Hidden) = (kind, shown, hidden);
        for (var row = 0; row < shown.Length; row++)
            rows.Add(shown[row], Single(row));
        foreach (var label in hidden)
            rows.Add(label, Single(shown.Length));
    }

    public ItemKind Kind { get; }

    /// <summary>The label of each row but the last, those that fewest bought first.</summary>
    public int[] Shown { get; }

    /// <summary>The labels in "other".</summary>
    public int[] Hidden { get; }

    public int Count => Shown.Length + (Hidden.Length > 0 ? 1 : 0);

    public int[] Of(Purchase purchase) => rows[purchase.LabelOf(Kind)];

    public int RowOf(int label) => rows[label][0];

    /// <summary>
    /// All labels of a kind, those that are small hidden, and with them as many of the next smallest as it takes that together they are two or more and not small. As
    /// <see cref="SmallCells.Merged"/>, but a consumer who buys several items is one.
    /// </summary>
    public static ItemRows Of(Baskets baskets, ItemKind kind, int least)
    {
        var all = new ItemRows(kind, baskets.Labels(kind), []);
        var sums = baskets.Tally(all.Of, all.Count);
        var small = Enumerable.Range(0, all.Count).Where(row => sums[row].Sizes.IsSmall(least)).Select(row => all.Shown[row]).ToArray();
        return new ItemRows(kind, [.. Rising(all, sums).Except(small)], small).Safe(baskets, least);
    }

    /// <summary>The same with more hidden, and with these what it takes.</summary>
    public ItemRows Hiding(IReadOnlyCollection<int> labels, Baskets baskets, int least) =>
        new ItemRows(Kind, [.. Shown.Except(labels)], [.. Hidden, .. labels]).Safe(baskets, least);

    private ItemRows Safe(Baskets baskets, int least)
    {
        if (Hidden.Length == 0 || Shown.Length == 0)
            return this;
        var (others, labels) = (Shown.Length, Hidden.Length);
        var together = baskets.Together(purchase => RowOf(purchase.LabelOf(Kind)) is var row && row == others ? Single(0) : Single(row + 1), Count);
        var more = Array.FindIndex(together, labels > 1 ? 0 : 1, size => !size.IsSmall(least)) is >= 0 and var enough ? enough : others;
        return more == 0 ? this : new(Kind, Shown[more..], [.. Hidden, .. Shown[..more]]);
    }

    /// <summary>Labels by how many bought them.</summary>
    private static IEnumerable<int> Rising(ItemRows all, ItemSums[] sums) =>
        Enumerable.Range(0, all.Count).OrderBy(row => sums[row].Sizes.Consumers).ThenBy(row => all.Shown[row]).Select(row => all.Shown[row]);

    private static int[] Single(int row) => row < Singles.Length ? Singles[row] : [row];
}
