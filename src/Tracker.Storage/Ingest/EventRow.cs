using System.Runtime.InteropServices;

namespace Tracker.Storage.Ingest;

/// <summary>An event as numbers, 72 bytes: what is spilled, compared, summed and copied.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct EventRow
{
    /// <summary>Microseconds since 2000-01-01 UTC, PostgreSQL's own epoch.</summary>
    public long OccurredAt;

    /// <summary>Above 0 for a purchase, below 0 for a refund, 0 for a visit.</summary>
    public long AmountCents;

    /// <summary>Hash of the event id (odd) or, without one, of the content (even).</summary>
    public ulong Key;

    /// <summary>Hash of all that the row says.</summary>
    public ulong Content;

    public double Quantity;
    public int Consumer;
    public int Merchant;
    public int Brand;
    public int Product;

    /// <summary>Where the row came from, for a reject that is found later.</summary>
    public int File;

    public int Line;
    public short Sector;

    /// <summary>Day of the month from 0, in the panel's time zone.</summary>
    public byte Day;

    public EventKind Kind;

    /// <summary>A refund that the file gives as a positive amount: the books keep the sign of the file.</summary>
    public bool PositiveInFile;

    public readonly long FileCents => PositiveInFile ? Math.Abs(AmountCents) : AmountCents;

    /// <summary>Identity by an event id: it is in the row's key, and what the row says beside it in its content.</summary>
    public void Identify(ReadOnlySpan<byte> eventId)
    {
        Key = StableHash.Of(eventId) | 1;
        Content = ContentHash(seed: 0);
    }

    /// <summary>Identity by what the row says: 127 bits of it.</summary>
    public void Identify()
    {
        Key = ContentHash(seed: 1) & ~1UL;
        Content = ContentHash(seed: 0);
    }

    private readonly ulong ContentHash(ulong seed)
    {
        Span<long> words =
        [
            OccurredAt, AmountCents, BitConverter.DoubleToInt64Bits(Quantity), Consumer, Merchant, Brand, Product, ((long)Sector << 8) | (byte)Kind,
        ];
        return StableHash.Of(MemoryMarshal.AsBytes(words), seed);
    }
}
