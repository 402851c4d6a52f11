using System.Buffers.Binary;

namespace Tracker.Storage.Ingest;

/// <summary>
/// Writes events to a table in PostgreSQL's binary COPY format. The general importer of the driver takes several times as long for the
/// same bytes.
/// </summary>
internal sealed class EventCopy(Stream stream, int load) : IDisposable
{
    public const string Columns =
        "occurred_at, amount_cents, event_key, content, quantity, consumer_id, merchant_id, brand_id, product_id, load_id, sector_id, kind";

    private const int Fields = 12;
    private const int RowBytes = 2 + Fields * 4 + 5 * 8 + 5 * 4 + 2 * 2;
    private readonly byte[] buffer = new byte[512 * RowBytes];
    private int filled;
    private bool begun;

    public void Write(in EventRow row)
    {
        if (!begun)
            Begin();
        if (filled + RowBytes > buffer.Length)
            Flush();
        var target = buffer.AsSpan(filled, RowBytes);
        BinaryPrimitives.WriteInt16BigEndian(target, Fields);
        target = target[2..];
        Long(ref target, row.OccurredAt);
        Long(ref target, row.AmountCents);
        Long(ref target, (long)row.Key);
        Long(ref target, (long)row.Content);
        Long(ref target, BitConverter.DoubleToInt64Bits(row.Quantity));
        Int(ref target, row.Consumer);
        Int(ref target, row.Merchant);
        Int(ref target, row.Brand);
        Int(ref target, row.Product);
        Int(ref target, load);
        Short(ref target, row.Sector);
        Short(ref target, (short)row.Kind);
        filled += RowBytes;
    }

    /// <summary>Ends the copy; without it the server keeps nothing.</summary>
    public void Complete()
    {
        if (!begun)
            Begin();
        Flush();
        BinaryPrimitives.WriteInt16BigEndian(buffer, -1);
        stream.Write(buffer, 0, 2);
    }

    public void Dispose() => stream.Dispose();

    private void Begin()
    {
        Span<byte> header = stackalloc byte[19]; // signature, no flags, no extension
        header.Clear();
        ReadOnlySpan<byte> signature = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0];
        signature.CopyTo(header);
        stream.Write(header);
        begun = true;
    }

    private void Flush()
    {
        stream.Write(buffer, 0, filled);
        filled = 0;
    }

    private static void Long(ref Span<byte> target, long value)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, 8);
        BinaryPrimitives.WriteInt64BigEndian(target[4..], value);
        target = target[12..];
    }

    private static void Int(ref Span<byte> target, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, 4);
        BinaryPrimitives.WriteInt32BigEndian(target[4..], value);
        target = target[8..];
    }

    private static void Short(ref Span<byte> target, short value)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, 2);
        BinaryPrimitives.WriteInt16BigEndian(target[4..], value);
        target = target[6..];
    }
}
