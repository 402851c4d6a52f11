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
        var shares = new int[KeyShares + 1];
        foreach (ref readonly var row in rows)
            shares[ShareOf(row.Key) + 1]++;
        for (var share = 0; share < KeyShares; share++)
            shares[share + 1] += shares[share];
        var ends = shares.AsSpan(0, KeyShares).ToArray();
        for (var i = 0; i < rows.Length; i++)
            records[ends[ShareOf(rows[i].Key)]++] = new(rows[i].Key, rows[i].Content, RowPlace.InLoad(monthIndex, first + i));
        for (var share = 0; share < KeyShares; share++)
            AppendKeys(share, records.AsSpan(shares[share]..shares[share + 1]));
    }

    /// <summary>Enters identities that the warehouse holds, all of one share.</summary>
    public void AppendKeys(int share, ReadOnlySpan<KeyRecord> records)
    {
        if (records.IsEmpty)
            return;
        lock (keys[share])
            keys[share].Append(records);
    }

    public static int ShareOf(ulong key) => (int)(key >> KeyShareShift);

    public void Dispose()
    {
        foreach (var spill in keys)
            spill.Dispose();
        foreach (var month in months)
            month?.Dispose();
    }
}
