using Tracker.Storage.Ingest.Json;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>Where the values of a row lie that do not stand in its file as they are. One for each thread; cleared for each row.</summary>
internal sealed class RowScratch
{
    private const int FirstBytes = 4096;
    private readonly JsonValues one = new(1);
    private byte[] bytes = new byte[FirstBytes];
    private int used;

    /// <summary>Why a value within a column could not be read; null where all could.</summary>
    public string? Problem { get; private set; }

    public void Clear()
    {
        used = 0;
        Problem = null;
    }

    /// <summary>The value at a path of a JSON object that stands in a column; empty where it has none.</summary>
    public ReadOnlySpan<byte> ReadInside(ReadOnlySpan<byte> cell, JsonPaths path)
    {
        if (cell.IsEmpty)
            return default;
        if (path.Read(cell, one) is { } problem)
        {
            Problem = problem;
            return default;
        }

        return Keep(one.Get(0, cell));
    }

    private ReadOnlySpan<byte> Keep(ReadOnlySpan<byte> value)
    {
        if (used + value.Length > bytes.Length)
            (bytes, used) = (new byte[Math.Max(2 * bytes.Length, value.Length)], 0); // earlier values stay in the old array
        var kept = bytes.AsSpan(used, value.Length);
        value.CopyTo(kept);
        used += value.Length;
        return kept;
    }
}
