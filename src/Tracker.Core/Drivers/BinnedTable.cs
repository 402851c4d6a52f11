namespace Tracker.Core.Drivers;

/// <summary>Rows and features in bytes, stored by row to judge, by feature for splits, and by row in joint columns for histograms.</summary>
public sealed class BinnedTable
{
    private readonly BinnedColumn[] columns;
    private readonly byte[] byRow;
    private readonly int[] offsets;

    /// <exception cref="ArgumentException">No columns, columns of different lengths, or a bin outside its count.</exception>
    public BinnedTable(IReadOnlyList<BinnedColumn> columns)
    {
        if (columns.Count == 0)
            throw new ArgumentException("expected at least one feature, got none", nameof(columns));
        this.columns = [.. columns];
        Rows = columns[0].Bins.Length;
        offsets = new int[columns.Count];
        byRow = new byte[checked(Rows * columns.Count)];
        for (var feature = 0; feature < columns.Count; feature++)
        {
            var column = columns[feature];
            Check(column, feature);
            offsets[feature] = 2 * TotalBins;
            TotalBins += column.Count;
            for (var row = 0; row < Rows; row++)
                byRow[row * columns.Count + feature] = column.Bins[row];
        }

        Joint = new(this.columns, Rows);
    }

    public int Rows { get; }

    /// <summary>For histograms.</summary>
    internal JointColumns Joint { get; }

    public int Features => columns.Length;

    /// <summary>Bins of all features together.</summary>
    public int TotalBins { get; }

    public BinnedColumn this[int feature] => columns[feature];

    /// <summary>The bins of row r are at r × Features and after.</summary>
    internal ReadOnlySpan<byte> ByRow => byRow;

    /// <summary>Where each feature begins in a histogram of two doubles a bin.</summary>
    internal ReadOnlySpan<int> Offsets => offsets;

    /// <summary>A table of some rows, in the order given.</summary>
    public BinnedTable Take(int[] rows) =>
        new([.. columns.Select(column => column with { Bins = Array.ConvertAll(rows, row => column.Bins[row]) })]);

    private void Check(BinnedColumn column, int feature)
    {
        if (column.Bins.Length != Rows)
            throw new ArgumentException($"feature {feature}: expected {Rows} rows, got {column.Bins.Length}");
        if (column.Count is < 1 or > BinnedColumn.MaxCount)
            throw new ArgumentException($"feature {feature}: expected 1 to {BinnedColumn.MaxCount} bins, got {column.Count}");
        foreach (var bin in column.Bins)
        {
            if (bin >= column.Count)
                throw new ArgumentException($"feature {feature}: expected bins below {column.Count}, got {bin}");
        }
    }
}
