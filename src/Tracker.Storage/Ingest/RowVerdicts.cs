namespace Tracker.Storage.Ingest;

internal enum RowVerdict
{
    Accepted,

    /// <summary>The warehouse, or an earlier row of the load, says the same.</summary>
    Duplicate,

    /// <summary>Another row of the load has the same id and other content, and was taken.</summary>
    Conflict,
}

/// <summary>What becomes of the rows of one month of a load: two bits a row, set by several threads.</summary>
internal sealed class RowVerdicts(long rows)
{
    private const int BitsPerRow = 2;
    private const int RowsPerWord = 64 / BitsPerRow;
    private readonly ulong[] words = new ulong[rows / RowsPerWord + 1];
    private long dropped;

    public long Rows { get; } = rows;

    public long Accepted => Rows - Interlocked.Read(ref dropped);

    public RowVerdict this[long row] => (RowVerdict)((words[row / RowsPerWord] >> Shift(row)) & 3);

    /// <summary>Marks a row that is not accepted; each once.</summary>
    public void Drop(long row, RowVerdict verdict)
    {
        Interlocked.Or(ref words[row / RowsPerWord], (ulong)verdict << Shift(row));
        Interlocked.Increment(ref dropped);
    }

    private static int Shift(long row) => (int)(row % RowsPerWord) * BitsPerRow;
}
