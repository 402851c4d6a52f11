using Tracker.Api.Answers;
using Tracker.Api.Months;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Api.Movers;

/// <summary>The newest stored answer of a kind about a mover.</summary>
internal static class LatestAnswer
{
    private static readonly Month AnyMonth = new(9999, 12);

    /// <param name="http">The request.</param>
    /// <param name="database">Where it is stored.</param>
    /// <param name="sector">Of the mover.</param>
    /// <param name="metric">Of the mover.</param>
    /// <param name="month">Of the mover; null for the last published month.</param>
    /// <param name="reference">As text of the request; null for what the run asked.</param>
    /// <param name="row">What is shown of the answer.</param>
    /// <param name="missing">What is said where none is stored, from the month and what it is compared with.</param>
    public static async Task<Sheeted<TRow>> OfAsync<T, TRow>(
        HttpContext http, TrackerDatabase database, string sector, string metric, Month? month, string? reference, Func<StoredAnswer<T>, TRow> row, Func<string, string> missing)
        where T : class, IMoverAnswer
        where TRow : ISheets
    {
        MetricName.Check(metric);
        ReferenceName.Check(reference, month ?? AnyMonth, expected: false); // what no month could be compared with is refused before a month is looked for
        var of = month ?? (await PublishedRuns.OfAsync(http, null)).Month;
        var against = ReferenceName.Check(reference, of, expected: false);
        return new(await LatestState.StampAsync(http), async () =>
            await StoredAnswers.LatestAsync<T>(database.Source, of, sector, metric, against, http.RequestAborted) is { } stored
                ? row(stored)
                : throw Problem.NotFound(missing(against is null ? $"{of}" : $"{of} against {against}")));
    }
}
