using Tracker.Core.Decomposition;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>Answers against a reference month.</summary>
internal static class MonthDecomposition
{
    /// <exception cref="NothingToComputeException">It would tell of too few, or there is nothing to divide by.</exception>
    public static async Task<PublishedDecomposition> OfAsync(DecomposeWork work, MonthReading reading, Month reference, CancellationToken cancellation)
    {
        var before = await ReadAsync(work, reading, reference, cancellation);
        var split = MonthSplit.Of(work.Question, before, cancellation) ?? throw work.Refused();
        NoteSeason(work, reading.Month, reference);
        if (split.Intervals is null)
            work.Notes.Add("no interval: most draws of the consumers have nothing to divide by");
        if (split.Flow is null)
            work.Notes.Add("who joined and left is not told apart: they are too few");
        return DecompositionAnswer.Of(work, split, $"{reference}");
    }

    /// <summary>The sum of the splits of all consecutive months since.</summary>
    /// <inheritdoc cref="OfAsync"/>
    public static async Task<PublishedDecomposition> AlongTimeAsync(DecomposeWork work, MonthReading reading, Month reference, CancellationToken cancellation)
    {
        var before = new List<ConsumerMonth>();
        for (var at = reference; at < reading.Month; at += 1)
            before.Add(await ReadAsync(work, reading, at, cancellation));
        var split = AlongTimeSplit.Of(work.Question, before) ?? throw work.Refused();
        NoteSeason(work, reading.Month, reference);
        work.Notes.Add($"along time: the sum of {before.Count} splits of consecutive months; no interval");
        return DecompositionAnswer.Of(work, split, $"{reference}");
    }

    private static async Task<ConsumerMonth> ReadAsync(DecomposeWork work, MonthReading reading, Month month, CancellationToken cancellation)
    {
        var consumers = await reading.ReadAsync(work.Sector, month, cancellation);
        return SegmentTables.HasDenominator(work.Question.Chain, consumers)
            ? consumers
            : throw new NothingToComputeException($"{work.Request.Metric} of {work.Sector}: its denominator is zero in {month}");
    }

    private static void NoteSeason(DecomposeWork work, Month month, Month reference)
    {
        if (DecompositionAnswer.IncludesSeason(month, reference))
            work.Notes.Add($"includes season: {reference} is another time of the year than {month}");
    }
}
