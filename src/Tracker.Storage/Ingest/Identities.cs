using System.Collections.Concurrent;
using Tracker.Core.Panel;

namespace Tracker.Storage.Ingest;

/// <summary>
/// Which rows of a load are new. By event id: the same id and content is a duplicate; the same id with other content corrects what the
/// warehouse holds, and within one load only one version is taken, the one with the smallest content hash, so that the order of rows and
/// files decides nothing. Without ids: of c equal rows, as many are duplicates as the warehouse holds already.
/// </summary>
internal sealed class Identities
{
    private readonly RowVerdicts?[] months = new RowVerdicts?[LoadSpill.MonthCount];
    private readonly ConcurrentQueue<KeyRecord> replaced = new();

    private Identities(LoadSpill spill)
    {
        foreach (var month in spill.Months)
            months[LoadSpill.IndexOf(month)] = new(spill.Rows(month).Count);
    }

    /// <summary>Rows of the warehouse that a row of the load replaces.</summary>
    public IReadOnlyCollection<KeyRecord> Replaced => replaced;

    public RowVerdicts Of(Month month) => months[LoadSpill.IndexOf(month)]!;

    public static Identities Compare(LoadSpill spill, CancellationToken cancellation)
    {
        var identities = new Identities(spill);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, LoadSpill.KeyShares, options, share => identities.Compare(spill.Keys(share)));
        return identities;
    }

    private void Compare(Spill<KeyRecord> keys)
    {
        var records = new KeyRecord[keys.Count];
        var count = 0;
        foreach (var piece in keys.Read())
        {
            piece.Span.CopyTo(records.AsSpan(count));
            count += piece.Length;
        }

        // Few keys come twice: find those with a hash table, which takes a quarter of the time of sorting all.
        var several = RepeatedKeys.Among(records);
        Array.Sort(several);
        for (var begin = 0; begin < several.Length;)
        {
            var end = begin + 1;
            while (end < several.Length && several[end].Key == several[begin].Key)
                end++;
            var same = several.AsSpan(begin, end - begin);
            if (same[0].HasEventId)
                SettleId(same);
            else
                SettleContents(same);
            begin = end;
        }
    }

    private void SettleId(ReadOnlySpan<KeyRecord> sameId)
    {
        KeyRecord? held = null;
        KeyRecord? taken = null;
        foreach (var record in sameId)
        {
            if (record.Place.IsInWarehouse)
                held = record;
            else
                taken ??= record;
        }

        if (taken is not { } winner)
            return;
        var isKnown = held?.Content == winner.Content;
        foreach (var record in sameId)
        {
            if (record.Place.IsInWarehouse)
                continue;
            if (record.Content != winner.Content)
                Drop(record.Place, RowVerdict.Conflict);
            else if (isKnown || record.Place != winner.Place)
                Drop(record.Place, RowVerdict.Duplicate);
        }

        if (held is { } old && !isKnown)
            replaced.Enqueue(old);
    }

    /// <summary>Rows with the same 64 bits of key; those of the same content stand together, the warehouse's first.</summary>
    private void SettleContents(ReadOnlySpan<KeyRecord> sameKey)
    {
        var content = sameKey[0].Content;
        var held = 0;
        foreach (var record in sameKey)
        {
            if (record.Content != content)
                (content, held) = (record.Content, 0);
            if (record.Place.IsInWarehouse)
                held++;
            else if (held-- > 0)
                Drop(record.Place, RowVerdict.Duplicate);
        }
    }

    private void Drop(RowPlace place, RowVerdict verdict) => months[place.MonthIndex]!.Drop(place.Ordinal, verdict);
}
