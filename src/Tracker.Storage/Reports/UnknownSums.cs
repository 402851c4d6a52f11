using Npgsql;
using Tracker.Core.Panel;

namespace Tracker.Storage.Reports;

/// <summary>Sums consumers and their spend in a month by what is unknown of them.</summary>
internal static class UnknownSums
{
    private const string AnyAttribute = "";

    /// <param name="acted">Who has an event in the month.</param>
    /// <param name="gaps">What is unknown of whom.</param>
    public static async Task<UnknownAttributes> ReadAsync(
        NpgsqlConnection connection, Month month, Activity acted, AttributeGaps gaps, CancellationToken cancellation)
    {
        if (gaps.Attributes.Count == 0)
            return new(null, []);
        var gapOf = gaps.InMonth(month, 8 * acted.Bits.Length);
        var (consumers, cents) = (new long[gaps.Count], new long[gaps.Count]);
        for (var consumer = 0; consumer < gapOf.Length; consumer++)
        {
            if ((acted.Bits.Span[consumer >> 3] >> (consumer & 7) & 1) == 1)
                consumers[gapOf[consumer]]++;
        }

        await using var command = new NpgsqlCommand("SELECT consumer_ids, gross_cents FROM mart.cells WHERE month = $1", connection)
        {
            Parameters = { new() { Value = month.FirstDay } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var (ids, gross) = (rows.GetFieldValue<int[]>(0), rows.GetFieldValue<long[]>(1));
            for (var i = 0; i < ids.Length; i++)
                cents[gapOf[ids[i]]] += gross[i];
        }

        return new(
            Share(AnyAttribute, gap => gaps.UnknownIn(gap).Count > 0),
            [.. gaps.Attributes.Select((name, attribute) => Share(name, gap => gaps.UnknownIn(gap).Contains(attribute)))]);

        UnknownShare Share(string attribute, Func<int, bool> isUnknown) => new(attribute, Of(consumers, isUnknown), Of(cents, isUnknown));
    }

    private static double? Of(long[] sums, Func<int, bool> isUnknown)
    {
        var all = sums.Sum();
        return all == 0 ? null : (double)Enumerable.Range(0, sums.Length).Where(isUnknown).Sum(gap => sums[gap]) / all;
    }
}
