using Tracker.Core.Decomposition;

namespace Tracker.Core.Bought;

/// <summary>The purchases of two months by consumer, so that what a consumer buys many times counts as one observation.</summary>
internal sealed class Baskets
{
    private const double CentsPerUnit = 100;

    private readonly Line[] lines;

    /// <param name="before">The reference month.</param>
    /// <param name="after">The month.</param>
    /// <param name="ofSpend">Whether amounts are money; else each purchase is 1.</param>
    public Baskets(SectorPurchases before, SectorPurchases after, bool ofSpend)
    {
        (TotalBefore, TotalAfter) = (Total(before, ofSpend), Total(after, ofSpend));
        lines = [.. Lines(before, false, TotalBefore), .. Lines(after, true, TotalAfter)];
        Array.Sort(lines);
        Whole = Tally(_ => [0], 1)[0];
        return;

        IEnumerable<Line> Lines(SectorPurchases month, bool isAfter, double total) =>
            month.Purchases.Select(one => new Line(one, isAfter, month.Weights[one.Consumer] * (ofSpend ? one.Cents / CentsPerUnit : 1) / total));
    }

    /// <summary>Weighted amount of the reference month.</summary>
    public double TotalBefore { get; }

    public double TotalAfter { get; }

    /// <summary>All purchases as one item.</summary>
    public ItemSums Whole { get; }

    /// <summary>What there is of a kind, its labels once each, 0 among them.</summary>
    public int[] Labels(ItemKind kind) => [.. lines.Select(line => line.Purchase.LabelOf(kind)).Distinct().Order()];

    /// <summary>The labels of two kinds that were bought together, once each.</summary>
    public HashSet<(int One, int Other)> Together(ItemKind one, ItemKind other) =>
        [.. lines.Select(line => (line.Purchase.LabelOf(one), line.Purchase.LabelOf(other)))];

    /// <summary>Sums by row.</summary>
    /// <param name="rowsOf">The rows that a purchase is in, each once; null for none.</param>
    /// <param name="count">How many rows there are.</param>
    public ItemSums[] Tally(Func<Purchase, int[]?> rowsOf, int count)
    {
        var sums = new ItemSums[count];
        var cells = new Cell[count];
        var touched = new List<int>();
        for (var start = 0; start < lines.Length;)
        {
            var consumer = lines[start].Purchase.Consumer;
            var whole = default(Cell);
            var end = start;
            for (; end < lines.Length && lines[end].Purchase.Consumer == consumer; end++)
            {
                whole.Add(lines[end]);
                foreach (var row in rowsOf(lines[end].Purchase) ?? [])
                {
                    if (cells[row].IsEmpty)
                        touched.Add(row);
                    cells[row].Add(lines[end]);
                }
            }

            foreach (var row in touched)
            {
                sums[row].Add(cells[row], whole);
                cells[row] = default;
            }

            touched.Clear();
            start = end;
        }

        return sums;
    }

    private static double Total(SectorPurchases month, bool ofSpend) =>
        month.Purchases.Sum(one => month.Weights[one.Consumer] * (ofSpend ? one.Cents / CentsPerUnit : 1));

    /// <summary>A purchase and the share of its month that it is; sorted so that the order in which purchases come changes nothing.</summary>
    internal readonly record struct Line(Purchase Purchase, bool IsAfter, double Share) : IComparable<Line>
    {
        public int CompareTo(Line other)
        {
            var (one, two) = (Purchase, other.Purchase);
            return one.Consumer != two.Consumer ? one.Consumer.CompareTo(two.Consumer)
                : IsAfter != other.IsAfter ? IsAfter.CompareTo(other.IsAfter)
                : one.Product != two.Product ? one.Product.CompareTo(two.Product)
                : one.Brand != two.Brand ? one.Brand.CompareTo(two.Brand)
                : one.Merchant != two.Merchant ? one.Merchant.CompareTo(two.Merchant)
                : one.Cents.CompareTo(two.Cents);
        }
    }

    /// <summary>One consumer's part of a row.</summary>
    internal struct Cell
    {
        public double Before;
        public double After;
        public double MoneyBefore;
        public double MoneyAfter;
        private int purchasesBefore;
        private int purchasesAfter;

        public readonly bool IsEmpty => purchasesBefore + purchasesAfter == 0;

        public readonly CellSizes Size => new(
            purchasesBefore > 0 ? new CellSize(1, 1, MoneyBefore, MoneyBefore) : default, purchasesAfter > 0 ? new CellSize(1, 1, MoneyAfter, MoneyAfter) : default);

        public void Add(Line line)
        {
            var money = line.Purchase.Cents / CentsPerUnit;
            if (line.IsAfter)
                (After, MoneyAfter, purchasesAfter) = (After + line.Share, MoneyAfter + money, purchasesAfter + 1);
            else
                (Before, MoneyBefore, purchasesBefore) = (Before + line.Share, MoneyBefore + money, purchasesBefore + 1);
        }
    }
}
