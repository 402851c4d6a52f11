using Tracker.Core.Decomposition;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>What a request is compared with.</summary>
internal static class DecomposeReference
{
    /// <summary>With fewer months before, last year's movement is not known, and what was expected has no season.</summary>
    public const int SeasonMonths = 12 + Expectation.LevelMonths;

    /// <summary>The reference month; null for what was expected.</summary>
    /// <exception cref="NothingToComputeException">The panel does not have it.</exception>
    public static Month? Of(DecomposeWork work, MonthReading reading)
    {
        var (request, month) = (work.Request, reading.Month);
        if (request.AlongTime)
            return AlongTime(request, reading);
        var published = work.Mover is { } mover && MonthReading.Agrees(mover.Actual, reading.Actual(request.Metric, work.Sector));
        switch (request.Reference)
        {
            case null when published && month - reading.History.First - MetricSeries.IncompleteMonths >= SeasonMonths:
                return null;
            case null:
                var usual = reading.UsualReference();
                work.Notes.Add($"against {usual}: " + (published ? $"the history is shorter than {SeasonMonths} months" : $"{month} has no published forecast of it on this data (tracker run --month {month})"));
                return usual;
            case PublishedDecomposition.Expected:
                return published ? null : throw new NothingToComputeException($"{work} has no published forecast on this data: expected tracker run --month {month} before");
            case var text:
                return reading.Earlier(text, "a month, expected, 1, 2, 3 or 12");
        }
    }

    private static Month AlongTime(DecomposeRequest request, MonthReading reading) => request.Reference is { } text
        ? reading.Earlier(text, "a month, 1, 2, 3 or 12, for parts add along months and not to what was expected")
        : reading.UsualReference();
}
