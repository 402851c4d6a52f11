using System.Buffers.Binary;

namespace Tracker.Storage.Ingest;

/// <summary>Writes events to a table of the columns of <c>warehouse.events</c>. Every row has the same length.</summary>
internal sealed class EventCopy(Stream stream, int load) : IDisposable
{
    public const string Columns =
        "occurred_at, amount_cents, event_key, content, quantity, consumer_id, merchant_id, brand_id, product_id, load_id, sector_id, kind";

    private const int Longs = 5;
    private const int Ints = 5;
    private const int Shorts = 2;
    private const int LengthBytes = 4;
    private const int RowBytes = 2 + Longs * (LengthBytes + 8) + Ints * (LengthBytes + 4) + Shorts * (LengthBytes + 2);
    private const int FirstLong = 2 + LengthBytes;
    private const int FirstInt = FirstLong + Longs * (LengthBytes + 8);
    private const int FirstShort = FirstInt + Ints * (LengthBytes + 4);

    private readonly byte[] template = Template(load);
    private readonly BinaryCopy copy = new(stream, RowBytes);

    public void Write(in EventRow row)
    {
        var target = copy.Take(RowBytes);
        template.CopyTo(target);
        Long(target, 0, row.OccurredAt);
        Long(target, 1, row.AmountCents);
        Long(target, 2, (long)row.Key);
        Long(target, 3, (long)row.Content);
        Long(target, 4, BitConverter.DoubleToInt64Bits(row.Quantity));
        Int(target, 0, row.Consumer);
        Int(target, 1, row.Merchant);
        Int(target, 2, row.Brand);
        Int(target, 3, row.Product);
        Short(target, 0, row.Sector);
        Short(target, 1, (short)row.Kind);
    }

    public void Complete() => copy.Complete();

    public void Dispose() => copy.Dispose();

    /// <summary>A row with all that is the same in every one: the number of fields, their lengths and the load.</summary>
    private static byte[] Template(int load)
    {
        var row = new byte[RowBytes];
        BinaryPrimitives.WriteInt16BigEndian(row, Longs + Ints + Shorts);
        for (var i = 0; i < Longs; i++)
            BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(FirstLong + i * (LengthBytes + 8) - LengthBytes), 8);
        for (var i = 0; i < Ints; i++)
            BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(FirstInt + i * (LengthBytes + 4) - LengthBytes), 4);
        for (var i = 0; i < Shorts; i++)
            BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(FirstShort + i * (LengthBytes + 2) - LengthBytes), 2);
        Int(row, 4, load);
        return row;
    }

    private static void Long(Span<byte> row, int index, long value) =>
        BinaryPrimitives.WriteInt64BigEndian(row[(FirstLong + index * (LengthBytes + 8))..], value);

    private static void Int(Span<byte> row, int index, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(row[(FirstInt + index * (LengthBytes + 4))..], value);

    private static void Short(Span<byte> row, int index, short value) =>
        BinaryPrimitives.WriteInt16BigEndian(row[(FirstShort + index * (LengthBytes + 2))..], value);
}
