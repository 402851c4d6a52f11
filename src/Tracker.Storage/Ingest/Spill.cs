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

    private void MakeRoom()
    {
        if (tail.Length < BlockItems)
        {
            Array.Resize(ref tail, Math.Min(BlockItems, Math.Max(64, 4 * tail.Length)));
            return;
        }

        if (file is null && budget.TryTake(BlockBytes))
        {
            full.Add(tail);
            tail = new T[BlockItems];
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
