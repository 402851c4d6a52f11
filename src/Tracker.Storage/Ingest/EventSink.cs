namespace Tracker.Storage.Ingest;

/// <summary>A thread's way out: rows are gathered by month and handed on in batches, so that threads seldom meet.</summary>
internal sealed class EventSink(LoadSpill spill, PanelZone zone)
{
    private const int BatchRows = 1024;

    private sealed class Batch
    {
        public readonly EventRow[] Rows = new EventRow[BatchRows];
        public int Count;
    }

    private readonly Batch?[] batches = new Batch?[LoadSpill.MonthCount];

    public void Add(in EventRow row)
    {
        var (index, day) = DayTable.Find(zone.DayIndexOf(row.OccurredAt));
        var batch = batches[index] ??= new();
        ref var slot = ref batch.Rows[batch.Count++];
        slot = row;
        slot.Day = day;
        if (batch.Count == BatchRows)
            Flush(index, batch);
    }

    public void Flush()
    {
        for (var index = 0; index < batches.Length; index++)
        {
            if (batches[index] is { Count: > 0 } batch)
                Flush(index, batch);
        }
    }

    private void Flush(int index, Batch batch)
    {
        spill.Append(index, batch.Rows.AsSpan(0, batch.Count));
        batch.Count = 0;
    }
}
