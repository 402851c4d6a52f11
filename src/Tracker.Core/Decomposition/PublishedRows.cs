namespace Tracker.Core.Decomposition;

/// <summary>
/// All rows that results publish of a mover in one month, over its atoms: the cells that nothing published tells apart, those of an atom being in the same
/// row of every result.
/// </summary>
internal sealed class PublishedRows
{
    private PublishedRows(int[][] atoms, CellSize[] sizes, int[][] rowOf, int[] rows) => (Atoms, Sizes, RowOf, Rows) = (atoms, sizes, rowOf, rows);

    /// <summary>The base cells of each atom.</summary>
    public int[][] Atoms { get; }

    /// <summary>Of the atoms.</summary>
    public CellSize[] Sizes { get; }

    /// <summary>By result, then by atom: the row that it is in, from 0.</summary>
    public int[][] RowOf { get; }

    /// <summary>How many rows each result has.</summary>
    public int[] Rows { get; }

    /// <param name="cells">Sizes of the base cells; those without a consumer are in nothing.</param>
    /// <param name="tables">The results.</param>
    public static PublishedRows Of(IReadOnlyList<CellSize> cells, IReadOnlyList<PublishedTable> tables)
    {
        var known = Enumerable.Range(0, cells.Count).Where(cell => cells[cell].Consumers > 0).ToArray();
        var (atomOf, atoms, rows) = (new int[known.Length], Math.Min(1, known.Length), new int[tables.Count][]);
        for (var table = 0; table < tables.Count; table++)
        {
            var row = tables[table].RowOf;
            rows[table] = Numbered([.. known.Select(cell => (long)row(cell))], out _);
            atomOf = Numbered([.. atomOf.Zip(rows[table], (atom, one) => (long)atom << 32 | (uint)one)], out atoms);
        }

        var (sizes, members) = (new CellSize[atoms], Enumerable.Range(0, atoms).Select(_ => new List<int>()).ToArray());
        for (var i = 0; i < known.Length; i++)
        {
            sizes[atomOf[i]] += cells[known[i]];
            members[atomOf[i]].Add(known[i]);
        }

        var rowOf = rows.Select(_ => new int[atoms]).ToArray();
        for (var table = 0; table < rows.Length; table++)
        {
            for (var i = 0; i < known.Length; i++)
                rowOf[table][atomOf[i]] = rows[table][i];
        }

        return new([.. members.Select(list => list.ToArray())], sizes, rowOf, [.. rowOf.Select(of => of.Length == 0 ? 0 : of.Max() + 1)]);
    }

    /// <summary>
    /// A number for every base cell of an atom, drawn so that the sums of all published rows are 0 (<see cref="NullSpace"/>): a set of cells can be computed from
    /// what is published exactly where its numbers sum to 0, but for a chance of 2⁻⁶¹.
    /// </summary>
    /// <param name="cells">How many base cells there are.</param>
    public ulong[] Labels(int cells)
    {
        var (rowsOf, rows) = DistinctRows();
        var ofAtoms = NullSpace.Sample(rowsOf, rows);
        var (labels, state) = (new ulong[cells], (ulong)cells);
        for (var atom = 0; atom < ofAtoms.Length; atom++)
        {
            // What cuts through an atom cannot be computed: within it the numbers are free but for their sum.
            var rest = ofAtoms[atom];
            foreach (var cell in Atoms[atom].Skip(1))
                rest = PrimeField.Subtract(rest, labels[cell] = PrimeField.Next(ref state));
            labels[Atoms[atom][0]] = rest;
        }

        return labels;
    }

    /// <summary>For each atom the rows that it is in, a row that several results have once (told by a sum over its atoms, so but for a chance of 2⁻⁶¹ a pair
    /// of rows); those of the result with most rows first, for they have nothing
    /// in common and are eliminated without cost.</summary>
    private (int[][] RowsOf, int Rows) DistinctRows()
    {
        var state = 1UL;
        ulong[] marks = [.. Atoms.Select(_ => PrimeField.Next(ref state))];
        var numbers = new Dictionary<(ulong, int), int>();
        var rowsOf = Atoms.Select(_ => new HashSet<int>()).ToArray();
        foreach (var (of, count) in RowOf.Zip(Rows).OrderByDescending(table => table.Second))
        {
            var rows = new (ulong Sum, int Count)[count];
            for (var atom = 0; atom < of.Length; atom++)
                rows[of[atom]] = (PrimeField.Add(rows[of[atom]].Sum, marks[atom]), rows[of[atom]].Count + 1);
            int[] number = [.. rows.Select(row => numbers.TryGetValue(row, out var known) ? known : numbers[row] = numbers.Count)];
            for (var atom = 0; atom < of.Length; atom++)
                rowsOf[atom].Add(number[of[atom]]);
        }

        return ([.. rowsOf.Select(rows => rows.ToArray())], numbers.Count);
    }

    private static int[] Numbered(long[] keys, out int count)
    {
        var numbers = new Dictionary<long, int>();
        int[] numbered = [.. keys.Select(key => numbers.TryGetValue(key, out var number) ? number : numbers[key] = numbers.Count)];
        count = numbers.Count;
        return numbered;
    }
}
