using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest;

/// <summary>
/// Rows that lost against another row of the same load are known only after all was read. Their text is fetched from the files again, which
/// is seldom and then few files.
/// </summary>
internal static class ConflictRejects
{
    private const string Reason = "another row of this load has the same event_id and other content";

    public static void Add(IReadOnlyList<SourceFile> files, IEnumerable<MonthLoad> months, RejectLog rejects, CancellationToken cancellation)
    {
        foreach (var rows in months.SelectMany(month => month.Conflicts).GroupBy(row => row.File))
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
        var fields = new RecordFields(block.Bytes, block.FirstLine);
        while (fields.MoveNext())
        {
            if (wanted.TryGetValue(fields.Line, out var cents))
                rejects.Add(new(file.Name, fields.Line, "event_id", Reason, Reject.RawText(fields.Raw)), cents);
        }
    }
}
