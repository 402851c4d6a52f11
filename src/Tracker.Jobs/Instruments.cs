using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Tracker.Jobs;

/// <summary>What Tracker tells of its own work, to whoever listens: traces and metrics named <see cref="Name"/>.</summary>
public static class Instruments
{
    public const string Name = "Tracker";

    private const string Seconds = "s";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> RunDuration =
        Meter.CreateHistogram<double>("tracker.run.duration", Seconds, "From taking up the computation of a month to its end");

    public static ActivitySource Activities { get; } = new(Name);

    public static void Ran(TimeSpan duration, string outcome) => RunDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
}
