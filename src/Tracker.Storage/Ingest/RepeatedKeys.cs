using System.Numerics;

namespace Tracker.Storage.Ingest;

/// <summary>Finds the records whose key another one has too.</summary>
internal static class RepeatedKeys
{
    private const int Free = -1;

    public static KeyRecord[] Among(ReadOnlySpan<KeyRecord> records)
    {
        var slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * records.Length))];
        Array.Fill(slots, Free);
        var repeats = new bool[records.Length];
        var count = 0;
        for (var i = 0; i < records.Length; i++)
        {
            // The first bits of the key are those of the share and the last tells its kind: the ones between decide.
            var slot = (int)(records[i].Key >> 1) & (slots.Length - 1);
            while (slots[slot] != Free && records[slots[slot]].Key != records[i].Key)
                slot = (slot + 1) & (slots.Length - 1);
            if (slots[slot] == Free)
            {
                slots[slot] = i;
                continue;
            }

            if (!repeats[slots[slot]])
                count++;
            repeats[slots[slot]] = repeats[i] = true;
            count++;
        }

        var found = new KeyRecord[count];
        for (var i = records.Length - 1; i >= 0; i--)
        {
            if (repeats[i])
                found[--count] = records[i];
        }

        return found;
    }
}
