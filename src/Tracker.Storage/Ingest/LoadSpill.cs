using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>
/// The rows of a load by month, and their identities by the first bits of the key: whatever the order in which they came, a month can be
/// written and a share of the identities compared without the rest.
/// </summary>
internal sealed class LoadSpill : IDisposable
{
    public const int KeyShares = 256;
    private const int KeyShareShift = 56;

    private static readonly Month Origin = new(Instant.FirstYear, 1);
    public static readonly int MonthCount = new Month(Instant.LastYear, 12) - Origin + 2; // an offset may lead one day out

    private readonly SpillBudget budget;
    private readonly Spill<EventRow>?[] months = new Spill<EventRow>?[MonthCount];
    private readonly Spill<KeyRecord>[] keys;
    private readonly Lock monthsGate = new();

    public LoadSpill(SpillBudget budget)
    {
        this.budget = budget;
        keys = [.. Enumerable.Range(0, KeyShares).Select(_ => new Spill<KeyRecord>(budget))];
    }

    public static int IndexOf(Month month) => month - Origin + 1;

    public static Month MonthOf(int index) => Origin + (index - 1);

    /// <summary>The months that hold a row, oldest first.</summary>
    public IEnumerable<Month> Months
    {
        get
        {
            for (var index = 0; index < months.Length; index++)
            {
                if (months[index] is not null)
                    yield return MonthOf(index);
            }
        }
    }

    public Spill<EventRow> Rows(Month month) => months[IndexOf(month)]!;

    public Spill<KeyRecord> Keys(int share) => keys[share];

    public void Append(int monthIndex, ReadOnlySpan<EventRow> rows)
    {
        Spill<EventRow> month;
        lock (monthsGate)
            month = months[monthIndex] ??= new(budget);
        long first;
        lock (month)
        {
            first = month.Count;
            month.Append(rows);
        }

        var records = new KeyRecord[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            records[i] = new(rows[i].Key, rows[i].Content, RowPlace.InLoad(monthIndex, first + i));
        AppendKeys(records);
    }

    /// <summary>Puts identities, of rows of the load or of the warehouse, to their shares.</summary>
    public void AppendKeys(ReadOnlySpan<KeyRecord> records)
    {
        Span<int> ends = stackalloc int[KeyShares + 1];
        ends.Clear();
        foreach (ref readonly var record in records)
            ends[ShareOf(record.Key) + 1]++;
        for (var share = 0; share < KeyShares; share++)
            ends[share + 1] += ends[share];
        var sorted = new KeyRecord[records.Length];
        foreach (ref readonly var record in records)
            sorted[ends[ShareOf(record.Key)]++] = record;
        for (int share = 0, begin = 0; share < KeyShares; begin = ends[share++])
        {
            if (ends[share] == begin)
                continue;
            lock (keys[share])
                keys[share].Append(sorted.AsSpan(begin..ends[share]));
        }
    }

    private static int ShareOf(ulong key) => (int)(key >> KeyShareShift);

    public void Dispose()
    {
        foreach (var spill in keys)
            spill.Dispose();
        foreach (var month in months)
            month?.Dispose();
    }
}
