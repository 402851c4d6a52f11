namespace Tracker.Storage.Ingest;

/// <summary>The consumers of a load.</summary>
/// <param name="Entries">In the order of id and date.</param>
/// <param name="AttributeNames">Everything that may be known of them, in order.</param>
internal sealed record ConsumerSet(IReadOnlyList<ConsumersFile.Entry> Entries, IReadOnlyList<string> AttributeNames)
{
    public static readonly ConsumerSet Empty = new([], []);
}
