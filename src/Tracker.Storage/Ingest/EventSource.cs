using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest;

/// <summary>A file of events, and how its fields are found.</summary>
internal sealed record EventSource(SourceFile File, EventMapping Mapping)
{
    /// <summary>The plan for this file, by the header that begins its first block; lines of JSON have none.</summary>
    /// <exception cref="IngestException">The first line is no header, or a column that is needed is missing.</exception>
    public EventPlan Plan(RecordBlock first, PanelSettings settings, IReadOnlyList<AttributeMapping> attributes) =>
        EventPlan.Of(Mapping, File.Format.IsNdjson ? SourceColumns.OfJson(File.Name) : SourceColumns.OfHeader(ReadHeader(first)), settings, attributes);

    private CsvHeader ReadHeader(RecordBlock first)
    {
        var fields = new RecordFields(first.Bytes, first.FirstLine, File.Format.Delimiter);
        if (first.Problem is not null || !fields.MoveNext())
            throw new IngestException($"{File.Name}: the first line is no header of column names: {first.Problem ?? "it is blank"}");
        return CsvHeader.Read(File.Name, ref fields);
    }
}
