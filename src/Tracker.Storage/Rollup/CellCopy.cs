using System.Buffers.Binary;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>Writes the sums of a bucket of consumers as a row of arrays.</summary>
internal sealed class CellCopy(Stream stream) : IDisposable
{
    public const string Columns = "month, sector_id, bucket, consumer_ids, events, purchases, visits, gross_cents, refund_cents";

    private const int Fields = 9;
    private const int KeyBytes = 2 + (4 + 4) + (4 + 2) + (4 + 4);
    private const int ArrayHeaderBytes = 4 + 20;
    private const int CellBytes = 4 * (4 + 4) + 2 * (4 + 8);
    private const int IntType = 23; // of pg_type
    private const int LongType = 20;
    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;

    private readonly BinaryCopy copy = new(stream, KeyBytes + 6 * ArrayHeaderBytes + MonthRollup.BucketSize * CellBytes);

    /// <param name="used">The places in <paramref name="cells"/> that are written.</param>
    public void Write(Month month, short sector, int bucket, ReadOnlySpan<Cell> cells, ReadOnlySpan<int> used)
    {
        var row = copy.Take(KeyBytes + 6 * ArrayHeaderBytes + used.Length * CellBytes);
        Short(ref row, Fields);
        Int(ref row, 4);
        Int(ref row, month.FirstDay.DayNumber - Epoch);
        Int(ref row, 2);
        Short(ref row, sector);
        Int(ref row, 4);
        Int(ref row, bucket);

        var first = bucket * MonthRollup.BucketSize;
        Header(ref row, IntType, 4, used.Length);
        foreach (var i in used)
            IntElement(ref row, first + i);
        Header(ref row, IntType, 4, used.Length);
        foreach (var i in used)
            IntElement(ref row, cells[i].Events);
        Header(ref row, IntType, 4, used.Length);
        foreach (var i in used)
            IntElement(ref row, cells[i].Purchases);
        Header(ref row, IntType, 4, used.Length);
        foreach (var i in used)
            IntElement(ref row, cells[i].Visits);
        Header(ref row, LongType, 8, used.Length);
        foreach (var i in used)
            LongElement(ref row, cells[i].GrossCents);
        Header(ref row, LongType, 8, used.Length);
        foreach (var i in used)
            LongElement(ref row, cells[i].RefundCents);
    }

    public void Complete() => copy.Complete();

    public void Dispose() => copy.Dispose();

    /// <summary>Of a field that is an array of one dimension, counted from 1, without nulls.</summary>
    private static void Header(ref Span<byte> row, int elementType, int elementBytes, int count)
    {
        Int(ref row, ArrayHeaderBytes - 4 + count * (4 + elementBytes));
        Int(ref row, 1);
        Int(ref row, 0);
        Int(ref row, elementType);
        Int(ref row, count);
        Int(ref row, 1);
    }

    private static void IntElement(ref Span<byte> row, int value)
    {
        Int(ref row, 4);
        Int(ref row, value);
    }

    private static void LongElement(ref Span<byte> row, long value)
    {
        Int(ref row, 8);
        BinaryPrimitives.WriteInt64BigEndian(row, value);
        row = row[8..];
    }

    private static void Int(ref Span<byte> row, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(row, value);
        row = row[4..];
    }

    private static void Short(ref Span<byte> row, short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(row, value);
        row = row[2..];
    }
}
