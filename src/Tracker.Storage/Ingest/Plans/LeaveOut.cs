using System.Text;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>Rows that are no events: they become rejects with this reason.</summary>
/// <param name="Column">What decides.</param>
/// <param name="Values">The values of rows to leave out; "" is the empty one.</param>
internal sealed record LeaveOut(TextMapping Column, IReadOnlyList<string> Values, string Reason)
{
    public LeaveOutRule Resolve(SourceColumns columns) =>
        new(Column.Resolve(columns), [.. Values.Select(Encoding.UTF8.GetBytes)], Column.Column!, Reason);
}

/// <summary>A <see cref="LeaveOut"/> for the columns of one file.</summary>
internal sealed record LeaveOutRule(TextSource Source, byte[][] Values, string Column, string Reason)
{
    public bool Applies<T>(ref T fields, RowScratch scratch)
        where T : IRowFields, allows ref struct
    {
        var value = Source.Read(ref fields, scratch);
        foreach (var wanted in Values)
        {
            if (value.SequenceEqual(wanted))
                return true;
        }

        return false;
    }
}
