using System.Diagnostics;
using System.Diagnostics.Metrics;
using Tracker.Storage.Results;
using Tracker.Storage.Work;

namespace Tracker.Storage;

/// <summary>What Tracker tells of its own work to whoever listens: traces and metrics named <see cref="Name"/>. Times are in seconds.</summary>
public static class Instruments
{
    public const string Name = "Tracker";

    private const string Seconds = "s";

    private static readonly Meter Meter = new(Name);

    /// <summary>From below a second to an hour: what an ad hoc request takes, and what a month does.</summary>
    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 600, 1800, 3600] };

    private static readonly Histogram<double> RunDuration =
        Meter.CreateHistogram("tracker.run.duration", Seconds, "From taking up the computation of a month to its results", tags: [], advice: Durations);

    private static readonly Histogram<double> WorkDuration =
        Meter.CreateHistogram("tracker.work.duration", Seconds, "An attempt at an item of work, by kind and outcome", tags: [], advice: Durations);

    private static readonly ActivitySource Activities = new(Name);

    /// <summary>An attempt at an item of work begins; it ends when this is disposed. Null where nobody listens.</summary>
    public static Activity? Begin(WorkItem item) => Activities.StartActivity(
        $"work {item.Kind}", ActivityKind.Consumer, parentContext: default,
        [new("tracker.work", item.WorkId), new("tracker.kind", item.Kind), new("tracker.month", item.Month?.ToString()), new("tracker.attempt", item.Attempt)]);

    /// <summary>It has ended.</summary>
    public static void End(WorkItem item, string outcome, TimeSpan duration, Activity? activity)
    {
        WorkDuration.Record(duration.TotalSeconds, new("kind", item.Kind), new("outcome", outcome));
        activity?.SetTag("tracker.outcome", outcome);
        if (outcome == "failed")
            activity?.SetStatus(ActivityStatusCode.Error);
    }

    internal static void Ran(Run done)
    {
        if (done is { StartedAt: { } started, FinishedAt: { } finished })
            RunDuration.Record((finished - started).TotalSeconds);
    }
}
