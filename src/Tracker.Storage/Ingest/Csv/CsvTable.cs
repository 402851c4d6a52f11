using Tracker.Storage.Ingest.Json;

namespace Tracker.Storage.Ingest.Csv;

/// <summary>A row of a small CSV file.</summary>
/// <param name="Problem">Why the row cannot be used, or null.</param>
internal sealed record CsvRow(long Line, IReadOnlyList<string> Fields, string? Problem, string Raw);

/// <summary>Small files (consumers, calendar, taxonomy) as rows of text; events take the way without strings.</summary>
internal sealed record CsvTable(CsvHeader Header, IReadOnlyList<CsvRow> Rows)
{
    public static CsvTable Read(SourceFile file, CancellationToken cancellation)
    {
        if (file.Format.IsNdjson)
            return NdjsonTable.Read(file, cancellation);
        CsvHeader? header = null;
        var rows = new List<CsvRow>();
        foreach (var block in file.Blocks(onRead: null, cancellation))
        {
            using (block)
            {
                if (block.Problem is null)
                    AddRows(file, block, ref header, rows);
                else
                    rows.Add(new(block.FirstLine, [], block.Problem, Reject.RawText(block.Bytes)));
            }
        }

        return new(header ?? throw new IngestException($"{file.Name}: expected a first line with column names; the file is empty"), rows);
    }

    private static void AddRows(SourceFile file, RecordBlock block, ref CsvHeader? header, List<CsvRow> rows)
    {
        var fields = new RecordFields(block.Bytes, block.FirstLine, file.Format.Delimiter);
        while (fields.MoveNext())
        {
            if (header is null)
            {
                header = CsvHeader.Read(file.Name, ref fields);
                continue;
            }

            var texts = new string[fields.Count];
            for (var i = 0; i < texts.Length; i++)
                texts[i] = fields.Text(i).Trim();
            rows.Add(new(fields.Line, texts, fields.TextProblem(header.Names.Count), Reject.RawText(fields.Raw)));
        }
    }
}
