using System.Runtime.InteropServices;

namespace Tracker.Core.Decomposition;

/// <summary>
/// Whether anything small can be computed from all that is published of a mover in a month, by adding, subtracting and multiplying published rows: the totals,
/// the segments of every result and their <c>other</c>.
/// </summary>
public static class DisclosureAudit
{
    /// <summary>Distinct rows of all results together beyond which an audit would take longer than people wait: its time grows with their third power, to
    /// some ten seconds here.</summary>
    public const int MostRows = 3_000;

    /// <summary>
    /// The small things that can be computed. Looked for by linear algebra over all results are every base cell, the segments of every request, the
    /// intersections of rows of two results, and any two of the small cells that nothing published tells further apart; of every two results what any rows
    /// of one leave when any rows of the other within them are taken off, whose consumers and contributors are counted in full; of that the dominance rule only
    /// where the rows of the first are one, or those that a row of the second lies in. Not looked for: larger unions that three results or more give
    /// together, and bounds that follow from sums being positive.
    /// </summary>
    /// <remarks>Numbers are modulo the prime 2⁶¹ − 1. Nothing that can be computed is missed, unless every way to compute it divides by a multiple
    /// of the prime (of two results none divides at all: their matrix is unimodular); something else is taken for small with a chance of 2⁻⁶¹, and two different
    /// rows of results for one with a chance of 2⁻⁶¹ a pair of rows.</remarks>
    /// <param name="cells">Sizes in the month of the base cells, which have no consumer in common.</param>
    /// <param name="tables">All results that are or would be published.</param>
    /// <param name="least">k.</param>
    /// <param name="audited">The first so many results were audited together before: what two of them leave of each other is not looked at again.</param>
    /// <returns>For each thing found the base cells that it consists of; none where all is safe.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Recovered(
        IReadOnlyList<CellSize> cells, IReadOnlyList<PublishedTable> tables, int least = SmallCells.UsualLeast, int audited = 0)
    {
        var rows = PublishedRows.Of(cells, tables);
        var found = Computable(cells, tables, rows, least).ToList();
        for (var one = 0; one < tables.Count; one++)
        {
            for (var other = Math.Max(one + 1, audited); other < tables.Count; other++)
            {
                found.AddRange(Differences(rows, one, other, least));
                found.AddRange(Remainders(rows, one, other, least));
                found.AddRange(Remainders(rows, other, one, least));
            }
        }

        return [.. found.Select(set => set.Order().ToArray()).DistinctBy(set => string.Join(',', set))];
    }

    private static IEnumerable<int[]> Computable(IReadOnlyList<CellSize> cells, IReadOnlyList<PublishedTable> tables, PublishedRows rows, int least)
    {
        var labels = rows.Labels(cells.Count);
        ulong[] ofAtoms = [.. rows.Atoms.Select(atom => atom.Aggregate(0UL, (sum, cell) => PrimeField.Add(sum, labels[cell])))];
        var known = rows.Atoms.SelectMany(atom => atom).ToArray();
        var atoms = Enumerable.Range(0, ofAtoms.Length).ToArray();
        foreach (var atom in Silent(atoms, atom => atom, rows.Sizes, ofAtoms, least))
            yield return rows.Atoms[atom];
        foreach (var table in tables)
        {
            foreach (var segment in Silent(known, cell => table.Wanted[cell], cells, labels, least))
                yield return [.. known.Where(cell => table.Wanted[cell] == segment)];
        }

        for (var one = 0; one < tables.Count; one++)
        {
            for (var other = one + 1; other < tables.Count; other++)
            {
                var (left, right, width) = (rows.RowOf[one], rows.RowOf[other], rows.Rows[other]);
                foreach (var both in Silent(atoms, atom => (long)left[atom] * width + right[atom], rows.Sizes, ofAtoms, least))
                    yield return Cells(rows, atom => (long)left[atom] * width + right[atom] == both);
            }
        }

        foreach (var pair in Pairs(rows.Sizes, ofAtoms, least))
            yield return [.. pair.SelectMany(atom => rows.Atoms[atom])];
    }

    /// <summary>The groups of some items that are small and whose numbers sum to 0.</summary>
    private static List<long> Silent(int[] items, Func<int, long> group, IReadOnlyList<CellSize> sizes, ulong[] numbers, int least)
    {
        var sums = new Dictionary<long, (CellSize Size, ulong Number)>();
        foreach (var item in items)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, group(item), out _);
            sum = (sum.Size + sizes[item], PrimeField.Add(sum.Number, numbers[item]));
        }

        return [.. sums.Where(sum => sum.Value.Number == 0 && sum.Value.Size.IsSmall(least)).Select(sum => sum.Key)];
    }

    /// <summary>Two small atoms whose numbers sum to 0, and who are small together.</summary>
    private static IEnumerable<int[]> Pairs(CellSize[] sizes, ulong[] numbers, int least)
    {
        var small = Enumerable.Range(0, sizes.Length).Where(atom => numbers[atom] != 0 && sizes[atom].IsSmall(least)).ToLookup(atom => numbers[atom]);
        return
            from first in small
            from one in first
            from other in small[PrimeField.Subtract(0, first.Key)]
            where one < other && (sizes[one] + sizes[other]).IsSmall(least)
            select (int[])[one, other];
    }

    private static IEnumerable<int[]> Differences(PublishedRows rows, int one, int other, int least)
    {
        var (left, right, width) = (rows.RowOf[one], rows.RowOf[other], rows.Rows[other]);
        Func<CellSize, int>[] counts = [size => size.Consumers, size => size.Contributors];
        if (Array.TrueForAll(rows.Sizes, size => size.Contributors == size.Consumers))
            counts = counts[..1];
        foreach (var count in counts)
        {
            var weights = new Dictionary<long, int>();
            for (var atom = 0; atom < left.Length; atom++)
            {
                if (count(rows.Sizes[atom]) > 0)
                    CollectionsMarshal.GetValueRefOrAddDefault(weights, (long)left[atom] * width + right[atom], out _) += count(rows.Sizes[atom]);
            }

            (int One, int Other, int Weight)[] edges = [.. weights.Select(pair => ((int)(pair.Key / width), (int)(pair.Key % width), pair.Value))];
            foreach (var cut in RowDifferences.Below(edges, rows.Rows[one], width, least))
            {
                var kept = cut.Select(edge => (long)edges[edge].One * width + edges[edge].Other).ToHashSet();
                yield return Cells(rows, atom => count(rows.Sizes[atom]) > 0 && kept.Contains((long)left[atom] * width + right[atom]));
            }
        }
    }

    /// <summary>What is small of a row of one result without the rows of the other within it, and of the rows of one that a row of the other lies in.</summary>
    private static IEnumerable<int[]> Remainders(PublishedRows rows, int one, int other, int least)
    {
        var (left, right) = (rows.RowOf[one], rows.RowOf[other]);
        var meets = Enumerable.Range(0, rows.Rows[other]).Select(_ => new HashSet<int>()).ToArray();
        var within = Enumerable.Range(0, rows.Rows[one]).Select(_ => new List<int>()).ToArray();
        for (var atom = 0; atom < left.Length; atom++)
        {
            meets[right[atom]].Add(left[atom]);
            within[left[atom]].Add(atom);
        }

        var sets = Enumerable.Range(0, rows.Rows[one]).Select(row => (HashSet<int>)[row]).Concat(meets.Where(rowsOfOne => rowsOfOne.Count > 1));
        foreach (var set in sets)
        {
            var rest = set.SelectMany(row => within[row]).Where(atom => !meets[right[atom]].IsSubsetOf(set)).ToArray();
            if (rest.Aggregate(default(CellSize), (sum, atom) => sum + rows.Sizes[atom]).IsSmall(least))
                yield return [.. rest.SelectMany(atom => rows.Atoms[atom])];
        }
    }

    private static int[] Cells(PublishedRows rows, Func<int, bool> chosen) =>
        [.. Enumerable.Range(0, rows.Atoms.Length).Where(chosen).SelectMany(atom => rows.Atoms[atom])];
}
