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
    /// <remarks>Consumers of weight 0 are nobody. Amounts of a consumer are whole numbers and weighted sums run in the order of consumers, so that the order of purchases changes
    /// nothing, not the last digit.</remarks>
    public Baskets(SectorPurchases before, SectorPurchases after, bool ofSpend)
    {
        var (totalBefore, totalAfter) = (Total(before), Total(after));
        lines = [.. Lines(before, false, totalBefore), .. Lines(after, true, totalAfter)];
        Array.Sort(Array.ConvertAll(lines, line => line.Purchase.Consumer), lines);
        var unit = ofSpend ? CentsPerUnit : 1;
        (TotalBefore, TotalAfter) = (totalBefore / unit, totalAfter / unit);
        Whole = Tally(_ => [0], 1)[0];
        return;

        long Amount(Purchase one) => ofSpend ? one.Cents : 1;

        IEnumerable<Line> Lines(SectorPurchases month, bool isAfter, double total) => month.Purchases
            .Where(one => month.Weights[one.Consumer] > 0)
            .Select(one => new Line(one, isAfter, Amount(one), month.Weights[one.Consumer], total));

        double Total(SectorPurchases month)
        {
            var (amounts, total) = (new long[month.Weights.Length], 0.0);
            foreach (var one in month.Purchases)
                amounts[one.Consumer] += Amount(one);
            for (var consumer = 0; consumer < amounts.Length; consumer++)
                total += month.Weights[consumer] * amounts[consumer];
            return total;
        }
    }

    /// <summary>Weighted amount of the reference month.</summary>
    public double TotalBefore { get; }

    public double TotalAfter { get; }

    /// <summary>All purchases as one item.</summary>
    public ItemSums Whole { get; }

    /// <summary>What was bought, once each, of nobody and for nothing.</summary>
    public IEnumerable<Purchase> Kinds => lines.Select(line => KindOf(line.Purchase)).Distinct();

    /// <summary>The purchase as <see cref="Kinds"/> has it.</summary>
    public static Purchase KindOf(Purchase purchase) => purchase with { Consumer = 0, Cents = 0 };

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
        EachConsumer(rowsOf, count, (rows, cells, whole) =>
        {
            foreach (var row in rows)
                sums[row].Add(cells[row], whole);
        });
        return sums;
    }

    /// <summary>Who stand behind the first row, behind the first two together, and so on; who is in several rows is one.</summary>
    /// <param name="rowsOf">As for <see cref="Tally"/>.</param>
    /// <param name="count">How many rows there are.</param>
    public CellSizes[] Together(Func<Purchase, int[]?> rowsOf, int count)
    {
        var sizes = new CellSizes[count];
        EachConsumer(rowsOf, count, (rows, cells, _) =>
        {
            rows.Sort();
            var sum = default(Cell);
            foreach (var row in rows)
            {
                var without = sum.Size;
                sum.Add(cells[row]);
                sizes[row] += new CellSizes(More(without.Before, sum.Size.Before), More(without.After, sum.Size.After));
            }
        });
        for (var row = 1; row < count; row++)
            sizes[row] += sizes[row - 1];
        return sizes;

        static CellSize More(CellSize without, CellSize with) => new(
            with.Consumers - without.Consumers, with.Contributors - without.Contributors, with.Spend - without.Spend, with.LargestSpend);
    }

    /// <summary>Told of each consumer, in their order, the rows with a purchase, the consumer's part of each row, and all of the consumer.</summary>
    private void EachConsumer(Func<Purchase, int[]?> rowsOf, int count, Action<List<int>, Cell[], Cell> tell)
    {
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

            tell(touched, cells, whole);
            foreach (var row in touched)
                cells[row] = default;
            touched.Clear();
            start = end;
        }
    }

    /// <summary>A purchase.</summary>
    /// <param name="Purchase">Of a consumer with weight.</param>
    /// <param name="IsAfter">Whether it is of the month; else of the reference month.</param>
    /// <param name="Amount">Cents, or 1.</param>
    /// <param name="Weight">The consumer's, above 0.</param>
    /// <param name="Total">Of weighted amounts of the month.</param>
    internal readonly record struct Line(Purchase Purchase, bool IsAfter, long Amount, double Weight, double Total);

    /// <summary>One consumer's part of a row.</summary>
    internal struct Cell
    {
        private Part before;
        private Part after;

        /// <summary>The share of the reference month's total.</summary>
        public readonly double Before => before.Share;

        public readonly double After => after.Share;

        public readonly bool IsEmpty => before.Purchases + after.Purchases == 0;

        public readonly CellSizes Size => new(before.Size, after.Size);

        public void Add(in Line line)
        {
            var part = new Part(line.Amount, line.Purchase.Cents, 1, line.Weight, line.Total);
            if (line.IsAfter)
                after += part;
            else
                before += part;
        }

        public void Add(in Cell other) => (before, after) = (before + other.before, after + other.after);

        private readonly record struct Part(long Amount, long Cents, int Purchases, double Weight, double Total)
        {
            public double Share => Purchases > 0 ? Weight * Amount / Total : 0;

            public CellSize Size => Purchases > 0 ? new(1, 1, Cents, Cents) : default;

            public static Part operator +(in Part one, in Part other)
            {
                var some = one.Purchases > 0 ? one : other;
                return some with { Amount = one.Amount + other.Amount, Cents = one.Cents + other.Cents, Purchases = one.Purchases + other.Purchases };
            }
        }
    }
}
