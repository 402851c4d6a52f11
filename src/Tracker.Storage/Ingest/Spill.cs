using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tracker.Storage.Ingest;

/// <summary>A list that only grows and is read from its beginning: in memory as long as the budget allows, then on disk. Not for several threads at once.</summary>
internal sealed class Spill<T>(SpillBudget budget) : IDisposable
    where T : unmanaged
{
    private const int BlockBytes = 1 << 16;
    private static readonly int ItemSize = Unsafe.SizeOf<T>();
    private static readonly int BlockItems = BlockBytes / ItemSize;
    private static readonly int SmallItems = BlockItems / 4;

    private readonly List<T[]> full = [];
    private T[] tail = [];
    private int tailCount;
    private SafeFileHandle? file;
    private long fileBytes;

    public long Count { get; private set; }

    public void Append(ReadOnlySpan<T> items)
    {
        Count += items.Length;
        while (!items.IsEmpty)
        {
            if (tailCount == tail.Length)
                MakeRoom();
            var taken = Math.Min(items.Length, tail.Length - tailCount);
            items[..taken].CopyTo(tail.AsSpan(tailCount));
            tailCount += taken;
            items = items[taken..];
        }
    }

    /// <summary>The items in the order in which they came, in pieces that are valid until the next.</summary>
    public IEnumerable<ReadOnlyMemory<T>> Read()
    {
        foreach (var block in full)
            yield return block;
        var buffer = file is null ? [] : new T[BlockItems];
        for (var at = 0L; at < fileBytes; at += BlockItems * ItemSize)
        {
            if (RandomAccess.Read(file!, MemoryMarshal.AsBytes(buffer.AsSpan()), at) != BlockItems * ItemSize)
                throw new IOException("a temporary file of the load was cut short");
            yield return buffer;
        }

        yield return tail.AsMemory(0, tailCount);
    }

    public void Dispose() => file?.Dispose();

    /// <summary>Where the collector does not move it: a block lives as long as the load, and copying all of them from generation to generation doubles the memory.</summary>
    private static T[] NewBlock() => GC.AllocateUninitializedArray<T>(BlockItems, pinned: true);

    private void MakeRoom()
    {
        if (tail.Length < BlockItems)
        {
            var larger = tail.Length < SmallItems ? new T[Math.Min(SmallItems, Math.Max(64, 4 * tail.Length))] : NewBlock();
            tail.CopyTo(larger, 0);
            tail = larger;
            return;
        }

        if (file is null && budget.TryTake(BlockBytes))
        {
            full.Add(tail);
            tail = NewBlock();
        }
        else
        {
            file ??= budget.OpenFile();
            RandomAccess.Write(file, MemoryMarshal.AsBytes(tail.AsSpan()), fileBytes);
            fileBytes += BlockItems * ItemSize;
        }

        tailCount = 0;
    }
}
