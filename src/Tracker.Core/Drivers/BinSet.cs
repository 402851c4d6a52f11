using System.Runtime.CompilerServices;

namespace Tracker.Core.Drivers;

/// <summary>A set of bins of one feature, empty by default.</summary>
[InlineArray(Words)]
internal struct BinSet
{
    private const int Words = BinnedColumn.MaxCount / 64;

    private ulong first;

    public void Add(int bin) => this[bin >> 6] |= 1UL << (bin & 63);

    /// <summary>1 for a member, else 0.</summary>
    public static int Holds(ref readonly BinSet set, int bin) => (int)((Unsafe.Add(ref Unsafe.AsRef(in set.first), bin >> 6) >> (bin & 63)) & 1);
}
