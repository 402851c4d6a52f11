namespace Tracker.Storage.Ingest;

/// <summary>The identity of one row and where it is: 24 bytes.</summary>
/// <param name="Place">For a row of the load: month and place in its spill. For a row in the warehouse: its month.</param>
internal readonly record struct KeyRecord(ulong Key, ulong Content, RowPlace Place) : IComparable<KeyRecord>
{
    /// <summary>Whether the key is that of an event id; else it is that of the content.</summary>
    public bool HasEventId => (Key & 1) == 1;

    /// <summary>Rows of the same id together, then those of the same content, then what is in the warehouse before what is new.</summary>
    public int CompareTo(KeyRecord other)
    {
        var byKey = Key.CompareTo(other.Key);
        if (byKey != 0)
            return byKey;
        var byContent = Content.CompareTo(other.Content);
        return byContent != 0 ? byContent : Place.CompareTo(other.Place);
    }
}

/// <summary>Where a row is: in the warehouse, or at a place in the spill of a month of this load.</summary>
internal readonly record struct RowPlace : IComparable<RowPlace>
{
    private const int OrdinalBits = 40;
    private const ulong LoadBit = 1UL << 63;
    private readonly ulong bits;

    private RowPlace(ulong bits) => this.bits = bits;

    public bool IsInWarehouse => (bits & LoadBit) == 0;

    public int MonthIndex => (int)((bits & ~LoadBit) >> OrdinalBits);

    public long Ordinal => (long)(bits & ((1UL << OrdinalBits) - 1));

    public static RowPlace InWarehouse(int monthIndex) => new((ulong)monthIndex << OrdinalBits);

    public static RowPlace InLoad(int monthIndex, long ordinal) => new(LoadBit | ((ulong)monthIndex << OrdinalBits) | (ulong)ordinal);

    public int CompareTo(RowPlace other) => bits.CompareTo(other.bits);
}
