using System.Buffers.Binary;
using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>Brings the identities of the warehouse that may agree with one of the load to where the load's own are.</summary>
internal static class WarehouseKeys
{
    private const int RowBytes = 2 + 2 * (4 + 8); // of binary COPY: field count, then length and value of key and content
    private const int HeaderBytes = 19;
    private const int BufferRows = 8192;

    /// <param name="months">Months that have events in the warehouse.</param>
    public static void Gather(NpgsqlDataSource source, IReadOnlyList<Month> months, LoadSpill spill, CancellationToken cancellation)
    {
        var count = Enumerable.Range(0, LoadSpill.KeyShares).Sum(share => spill.Keys(share).Count);
        if (count == 0 || months.Count == 0)
            return;
        var filter = new BloomFilter(count);
        var anyEventId = false;
        Parallel.For(0, LoadSpill.KeyShares, new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, share =>
        {
            foreach (var piece in spill.Keys(share).Read())
            {
                foreach (ref readonly var record in piece.Span)
                {
                    filter.Add(record.Key);
                    if (record.HasEventId)
                        anyEventId = true;
                }
            }
        });

        // Content holds the time, so equal contents are in the same month; an event id may have moved to another.
        var touched = spill.Months.ToHashSet();
        var read = months.Where(month => anyEventId || touched.Contains(month)).ToList();
        Parallel.ForEach(read, new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, month =>
            GatherMonth(source, month, filter, spill, cancellation));
    }

    private static void GatherMonth(NpgsqlDataSource source, Month month, BloomFilter filter, LoadSpill spill, CancellationToken cancellation)
    {
        using var connection = source.OpenConnection();
        using var stream = connection.BeginRawBinaryCopy($"COPY (SELECT event_key, content FROM {EventTables.Partition(month)}) TO STDOUT (FORMAT BINARY)");
        var header = new byte[HeaderBytes];
        stream.ReadExactly(header);
        var place = RowPlace.InWarehouse(LoadSpill.IndexOf(month));
        var found = new KeyRecord[BufferRows];
        var buffer = new byte[BufferRows * RowBytes];
        var filled = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var got = stream.Read(buffer, filled, buffer.Length - filled);
            if (got == 0)
                break;
            filled += got;
            var (at, count) = (0, 0);
            for (; at + RowBytes <= filled; at += RowBytes)
            {
                var key = BinaryPrimitives.ReadUInt64BigEndian(buffer.AsSpan(at + 6));
                if (filter.MayContain(key))
                    found[count++] = new(key, BinaryPrimitives.ReadUInt64BigEndian(buffer.AsSpan(at + 18)), place);
            }

            spill.AppendKeys(found.AsSpan(0, count));
            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            filled -= at;
        }
    }
}
