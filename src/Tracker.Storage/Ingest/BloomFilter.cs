namespace Tracker.Storage.Ingest;

/// <summary>
/// Says of a key that it is not in the load, or may be: two bits of sixteen a key, so 98 of 100 foreign keys are turned away. With it the
/// identities of the whole warehouse can be read past a load without keeping them.
/// </summary>
internal sealed class BloomFilter
{
    private const int BitsPerKey = 16;
    private readonly ulong[] words;

    public BloomFilter(long keys) => words = new ulong[Math.Max(1, keys * BitsPerKey / 64)];

    public void Add(ulong key)
    {
        Interlocked.Or(ref words[First(key)], Bit(key));
        Interlocked.Or(ref words[Second(key)], Bit(key >> 6));
    }

    public bool MayContain(ulong key) => (words[First(key)] & Bit(key)) != 0 && (words[Second(key)] & Bit(key >> 6)) != 0;

    private int First(ulong key) => (int)Math.BigMul(key, (ulong)words.Length, out _);

    private int Second(ulong key) => (int)Math.BigMul(key * 0x9E3779B97F4A7C15, (ulong)words.Length, out _);

    private static ulong Bit(ulong key) => 1UL << (int)(key & 63);
}
