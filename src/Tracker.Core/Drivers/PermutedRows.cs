namespace Tracker.Core.Drivers;

/// <summary>
/// Held-out rows with each feature permuted among those that have a value: a missing value stays missing, so a feature gains nothing by being
/// unknown for some.
/// </summary>
/// <param name="Rows">Their numbers in the table.</param>
/// <param name="Own">By feature, the bin of each row.</param>
/// <param name="Bins">By feature, the bin that each row gets in exchange.</param>
internal sealed record PermutedRows(int[] Rows, byte[][] Own, byte[][] Bins)
{
    public static PermutedRows Of(BinnedTable table, int[] rows, Random random)
    {
        var (owns, bins) = (new byte[table.Features][], new byte[table.Features][]);
        for (var feature = 0; feature < bins.Length; feature++)
        {
            var column = table[feature].Bins;
            var own = Array.ConvertAll(rows, row => column[row]);
            var known = Array.FindAll(own, bin => bin != BinnedColumn.Missing);
            random.Shuffle(known);
            var next = 0;
            owns[feature] = own;
            bins[feature] = Array.ConvertAll(own, bin => bin == BinnedColumn.Missing ? bin : known[next++]);
        }

        return new(rows, owns, bins);
    }
}
