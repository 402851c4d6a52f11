using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Json;

namespace Tracker.Storage.Ingest;

/// <summary>
/// Rows that lost against another row of the same load are known only after all was read. Their text is fetched from the files again, which
/// is seldom and then few files.
/// </summary>
internal static class ConflictRejects
{
    private const string Reason = "another row of this load has the same event_id and other content";

    public static void Add(IReadOnlyList<SourceFile> files, IEnumerable<EventRow> conflicts, RejectLog rejects, CancellationToken cancellation)
    {
        foreach (var rows in conflicts.GroupBy(row => row.File))
        {
            var file = files[rows.Key];
            var wanted = rows.ToDictionary(row => (long)row.Line, row => row.FileCents);
            foreach (var block in file.Blocks(onRead: null, cancellation))
            {
                using (block)
                    AddFrom(file, block, wanted, rejects);
            }
        }
    }

    private static void AddFrom(SourceFile file, RecordBlock block, Dictionary<long, long> wanted, RejectLog rejects)
    {
        if (block.Problem is not null)
            return;
        if (file.Format.IsNdjson)
        {
            var lines = new JsonFields(block.Bytes, block.FirstLine, new([]));
            AddFrom(file, ref lines, wanted, rejects);
        }
        else
        {
            var fields = new RecordFields(block.Bytes, block.FirstLine, file.Format.Delimiter);
            AddFrom(file, ref fields, wanted, rejects);
        }
    }

    private static void AddFrom<T>(SourceFile file, ref T fields, Dictionary<long, long> wanted, RejectLog rejects)
        where T : IRowFields, allows ref struct
    {
        while (fields.MoveNext())
        {
            if (wanted.TryGetValue(fields.Line, out var cents))
                rejects.Add(new(file.Name, fields.Line, "event_id", Reason, Reject.RawText(fields.Raw)), cents);
        }
    }
}
