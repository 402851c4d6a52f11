using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>How the columns of a small table (calendar, taxonomy) are found.</summary>
/// <param name="Columns">By canonical name; what is not listed has its canonical name in the file.</param>
/// <param name="Dates">How days are written.</param>
internal sealed record TableMapping(IReadOnlyDictionary<string, TextMapping> Columns, TimeFormat Dates)
{
    public static readonly TableMapping Canonical = new(new Dictionary<string, TextMapping>(), TimeFormat.Iso);

    /// <summary>The file with the canonical columns, in the order of <paramref name="names"/>; rows with a problem keep it.</summary>
    /// <param name="days">Those of the names that hold days; they come out as yyyy-MM-dd where they can be read.</param>
    public IReadOnlyList<CsvRow> Read(SourceFile file, IReadOnlyList<string> names, IReadOnlySet<string> days, CancellationToken cancellation)
    {
        var table = CsvTable.Read(file, cancellation);
        var columns = SourceColumns.OfHeader(table.Header);
        TextSource[] sources = [.. names.Select(name => (Columns.GetValueOrDefault(name) ?? TextMapping.Required(name)).Resolve(columns))];
        var scratch = new RowScratch();
        return [.. table.Rows.Select(Mapped)];

        CsvRow Mapped(CsvRow row)
        {
            if (row.Problem is not null)
                return row;
            scratch.Clear();
            var fields = new TableFields(row);
            var texts = new string[names.Count];
            for (var i = 0; i < texts.Length; i++)
            {
                var bytes = sources[i].Read(ref fields, scratch);
                texts[i] = days.Contains(names[i]) && Dates != TimeFormat.Iso && Dates.TryParse(bytes, PanelZone.Utc, out var instant)
                    ? $"{Instant.DateOf(instant):yyyy-MM-dd}"
                    : System.Text.Encoding.UTF8.GetString(bytes);
            }

            return row with { Fields = texts, Problem = scratch.Problem };
        }
    }
}
