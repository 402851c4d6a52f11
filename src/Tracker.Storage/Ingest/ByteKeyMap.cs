namespace Tracker.Storage.Ingest;

/// <summary>
/// Numbers texts: an open-addressing map from UTF-8 bytes to an integer that compares the whole key. Half of the cost of reading an event
/// is finding its consumer, sector and labels, and no string is made for it.
/// </summary>
internal sealed class ByteKeyMap
{
    private readonly record struct Entry(ulong Hash, int Offset, int Length, int Value);

    private Entry[] entries = new Entry[64];
    private byte[] keys = new byte[1024];
    private int keyBytes = 1; // offset 0 marks a free entry

    public int Count { get; private set; }

    public bool TryGet(ReadOnlySpan<byte> key, out int value)
    {
        ref readonly var entry = ref entries[Find(key, StableHash.Of(key))];
        value = entry.Value;
        return entry.Offset != 0;
    }

    /// <exception cref="InvalidOperationException">The key is there already.</exception>
    public void Add(ReadOnlySpan<byte> key, int value)
    {
        if (2 * (Count + 1) > entries.Length)
            Grow();
        var hash = StableHash.Of(key);
        var slot = Find(key, hash);
        if (entries[slot].Offset != 0)
            throw new InvalidOperationException("the key is there already");
        if (keyBytes + key.Length > keys.Length)
            Array.Resize(ref keys, Math.Max(2 * keys.Length, keyBytes + key.Length));
        key.CopyTo(keys.AsSpan(keyBytes));
        entries[slot] = new(hash, keyBytes, key.Length, value);
        keyBytes += Math.Max(1, key.Length);
        Count++;
    }

    private int Find(ReadOnlySpan<byte> key, ulong hash)
    {
        var mask = entries.Length - 1;
        var slot = (int)hash & mask;
        while (true)
        {
            ref readonly var entry = ref entries[slot];
            if (entry.Offset == 0 || (entry.Hash == hash && key.SequenceEqual(keys.AsSpan(entry.Offset, entry.Length))))
                return slot;
            slot = (slot + 1) & mask;
        }
    }

    private void Grow()
    {
        var old = entries;
        entries = new Entry[2 * old.Length];
        foreach (var entry in old)
        {
            if (entry.Offset == 0)
                continue;
            var slot = (int)entry.Hash & (entries.Length - 1);
            while (entries[slot].Offset != 0)
                slot = (slot + 1) & (entries.Length - 1);
            entries[slot] = entry;
        }
    }
}
