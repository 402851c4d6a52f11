using System.Collections.Concurrent;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;

namespace Tracker.Storage.Rollup;

/// <summary>
/// The sums of one month while its events stream past: consumer × sector, and sector × day × weighting cell. A month of a panel is dense, so a sum is an array
/// element; arrays come into being a bucket of consumers at a time. Integers only, so that what was added can be taken away exactly.
/// </summary>
/// <param name="month">The month.</param>
/// <param name="sectors">How many there are.</param>
/// <param name="weightingCells">The weighting cell of every consumer in the month; null where all are in cell 0.</param>
internal sealed class MonthRollup(Month month, int sectors, int[]? weightingCells) : IDisposable
{
    public const int BucketSize = 4096;
    private static readonly ConcurrentBag<Cell[]> Spare = [];
    private readonly List<Cell[]?>[] bySector = [.. Enumerable.Range(0, sectors).Select(_ => new List<Cell[]?>())];
    private readonly List<DaySums[,]?> days = []; // by weighting cell

    public Month Month { get; } = month;

    public int Sectors => bySector.Length;

    /// <param name="sign">1 to add the event, −1 to take it away.</param>
    public void Add(in EventRow row, int sign)
    {
        ref var cell = ref CellOf(row.Sector, row.Consumer);
        ref var day = ref DayOf(WeightingCellOf(row.Consumer), row.Sector, row.Day);
        cell.Events += sign;
        day.Events += sign;
        if (row.Kind == EventKind.Refund)
        {
            cell.RefundCents -= sign * row.AmountCents;
            day.RefundCents -= sign * row.AmountCents;
            return;
        }

        cell.Visits += sign;
        day.Visits += sign;
        if (row.Kind == EventKind.Visit)
            return;
        cell.Purchases += sign;
        day.Purchases += sign;
        cell.GrossCents += sign * row.AmountCents;
        day.GrossCents += sign * row.AmountCents;
    }

    /// <summary>The sum of one consumer in one sector, to read or to set when a month is taken up again.</summary>
    public ref Cell CellOf(int sector, int consumer)
    {
        var buckets = bySector[sector];
        var bucket = consumer / BucketSize;
        while (buckets.Count <= bucket)
            buckets.Add(null);
        return ref (buckets[bucket] ??= TakeCells())[consumer % BucketSize];
    }

    public ref DaySums DayOf(int weightingCell, int sector, int day)
    {
        while (days.Count <= weightingCell)
            days.Add(null);
        return ref (days[weightingCell] ??= new DaySums[Sectors, Month.Days])[sector, day];
    }

    /// <summary>The sums of days by weighting cell; null of a cell without any.</summary>
    public IReadOnlyList<DaySums[,]?> Days => days;

    private int WeightingCellOf(int consumer) => weightingCells is null ? 0 : weightingCells[consumer];

    /// <summary>The buckets in which anything was summed, by sector and first consumer.</summary>
    public IEnumerable<(int Sector, int Bucket, Cell[] Cells)> Buckets()
    {
        for (var sector = 0; sector < bySector.Length; sector++)
        {
            for (var bucket = 0; bucket < bySector[sector].Count; bucket++)
            {
                if (bySector[sector][bucket] is { } cells)
                    yield return (sector, bucket, cells);
            }
        }
    }

    /// <summary>Gives the arrays back for the next month: of a large panel they are 100 MB.</summary>
    public void Dispose()
    {
        foreach (var (_, _, cells) in Buckets())
            Spare.Add(cells);
        foreach (var buckets in bySector)
            buckets.Clear();
    }

    private static Cell[] TakeCells()
    {
        if (!Spare.TryTake(out var cells))
            return new Cell[BucketSize];
        Array.Clear(cells);
        return cells;
    }

    /// <summary>The sums without the consumers and days: small enough to keep for every month of a load.</summary>
    public MonthSums Sums()
    {
        var byCell = new SortedDictionary<int, Measures[]> { [0] = new Measures[Sectors] };
        foreach (var (sector, bucket, cells) in Buckets())
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i].Events == 0)
                    continue;
                var number = WeightingCellOf(bucket * BucketSize + i);
                if (!byCell.TryGetValue(number, out var sums))
                    byCell[number] = sums = new Measures[Sectors];
                sums[sector] += new Measures(cells[i].GrossCents, cells[i].RefundCents, cells[i].Purchases, cells[i].Visits, cells[i].Purchases > 0 ? 1 : 0);
            }
        }

        return new(Month, byCell, Events(), LastDay(), Activity());
    }

    private long Events()
    {
        var events = 0L;
        foreach (var cell in days)
        {
            foreach (var day in cell ?? new DaySums[0, 0])
                events += day.Events;
        }

        return events;
    }

    /// <summary>The latest day with an event; the first of the month where there is none.</summary>
    private DateOnly LastDay()
    {
        for (var day = Month.Days - 1; day > 0; day--)
        {
            for (var sector = 0; sector < Sectors; sector++)
            {
                if (days.Any(cell => cell?[sector, day].Events > 0))
                    return Month.FirstDay.AddDays(day);
            }
        }

        return Month.FirstDay;
    }

    /// <summary>Bit i of byte i / 8 is set where consumer i has an event in the month.</summary>
    private byte[] Activity()
    {
        var bits = new byte[(bySector.Select(buckets => buckets.Count).DefaultIfEmpty().Max() * BucketSize + 7) / 8];
        foreach (var (_, bucket, cells) in Buckets())
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i].Events > 0)
                    bits[(bucket * BucketSize + i) >> 3] |= (byte)(1 << (i & 7));
            }
        }

        return bits.AsSpan().TrimEnd((byte)0).ToArray();
    }
}
