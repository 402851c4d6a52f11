using System.Text;
using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>A row of a small table, read as the rows of events are.</summary>
internal readonly struct TableFields(CsvRow row) : IRowFields
{
    public long Line => row.Line;

    public ReadOnlySpan<byte> Raw => Encoding.UTF8.GetBytes(row.Raw);

    public ReadOnlySpan<byte> this[int index] => (uint)index < (uint)row.Fields.Count ? Encoding.UTF8.GetBytes(row.Fields[index]) : default;

    public bool MoveNext() => false;

    public string? TextProblem(int expectedFields) => row.Problem;
}
