namespace Tracker.Storage.Ingest;

/// <summary>What an event is; the numbers stand in <c>warehouse.events.kind</c>.</summary>
internal enum EventKind : byte
{
    Visit = 0,
    Purchase = 1,
    Refund = 2,
}
