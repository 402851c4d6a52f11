using System.Numerics;

namespace Tracker.Core.Decomposition;

/// <summary>
/// Whether anything small can be computed from all that is published of a mover, by adding and subtracting published rows: the totals, the
/// segments of every result and their <c>other</c>.
/// </summary>
public static class DisclosureAudit
{
    /// <summary>
    /// The first small thing that can be computed, by linear algebra that is exact. Looked for are the segments of every request, every base
    /// cell, every intersection of published rows, what is left of a published row when the rows of another result within it are taken off,
    /// and the same of the rows of a result that cover a row of another. Larger unions less others are not looked for.
    /// </summary>
    /// <param name="cells">Sizes of the base cells, which have no consumer in common.</param>
    /// <param name="tables">All results that are or would be published.</param>
    /// <param name="least">k.</param>
    /// <returns>The base cells that the small thing consists of; null where there is none.</returns>
    public static IReadOnlyList<int>? Recovered(IReadOnlyList<CellSizes> cells, IReadOnlyList<PublishedTable> tables, int least = SmallCells.UsualLeast)
    {
        var known = Enumerable.Range(0, cells.Count).Where(cell => cells[cell].Before.Consumers > 0 || cells[cell].After.Consumers > 0).ToArray();
        var atoms = known.GroupBy(cell => string.Join(',', tables.Select(table => table.RowOf(cell)))).Select(atom => atom.ToArray()).ToArray();
        var atomOf = atoms.SelectMany((atom, at) => atom.Select(cell => (cell, at))).ToDictionary(one => one.cell, one => one.at);
        var published = tables.SelectMany(table => known.GroupBy(table.RowOf)).Select(row => row.ToArray()).ToArray();
        var targets = Targets(cells, tables, known, atoms, least);
        try
        {
            return Recovered<long>(atoms, atomOf, published, targets);
        }
        catch (OverflowException)
        {
            return Recovered<BigInteger>(atoms, atomOf, published, targets);
        }
    }

    private static int[]? Recovered<T>(int[][] atoms, Dictionary<int, int> atomOf, int[][] published, List<int[]> targets)
        where T : INumber<T>
    {
        var space = new RowReduction<T>();
        foreach (var row in published.Select(Vector))
            space.Add(row!);
        return targets.FirstOrDefault(target => Vector(target) is { } vector && space.Spans(vector));

        T[]? Vector(int[] cells)
        {
            // What cuts through an atom cannot be computed: nothing published tells the cells of an atom apart.
            var counts = new int[atoms.Length];
            foreach (var cell in cells)
                counts[atomOf[cell]]++;
            return counts.Where((count, atom) => count != 0 && count != atoms[atom].Length).Any()
                ? null
                : [.. counts.Select(count => count == 0 ? T.Zero : T.One)];
        }
    }

    private static List<int[]> Targets(
        IReadOnlyList<CellSizes> cells, IReadOnlyList<PublishedTable> tables, int[] known, int[][] atoms, int least)
    {
        var targets = new List<int[]>();
        Consider(known.Select(cell => (int[])[cell]));
        Consider(atoms);
        Consider(tables.SelectMany(table => known.GroupBy(cell => table.Wanted[cell])));
        foreach (var one in tables)
        {
            foreach (var other in tables.Where(table => table != one))
            {
                Consider(known.GroupBy(one.RowOf).Select(row => Left(known, [row.Key], one, other)));
                Consider(known.GroupBy(other.RowOf).Select(row => Left(known, [.. row.Select(one.RowOf)], one, other)));
            }
        }

        return targets;

        void Consider(IEnumerable<IEnumerable<int>> sets)
        {
            foreach (var set in sets)
            {
                if (set.Aggregate(default(CellSizes), (sum, cell) => sum + cells[cell]).IsSmall(least))
                    targets.Add([.. set]);
            }
        }
    }

    /// <summary>The cells of some rows of one result without the rows of another that lie wholly within them.</summary>
    private static IEnumerable<int> Left(int[] known, HashSet<int> rows, PublishedTable one, PublishedTable other)
    {
        var beyond = known.Where(cell => !rows.Contains(one.RowOf(cell))).Select(other.RowOf).ToHashSet();
        return known.Where(cell => rows.Contains(one.RowOf(cell)) && beyond.Contains(other.RowOf(cell)));
    }
}
