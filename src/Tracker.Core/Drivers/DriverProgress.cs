namespace Tracker.Core.Drivers;

/// <summary>Counts the fits that are done and says so.</summary>
internal sealed class DriverProgress(IProgress<double>? report, int steps)
{
    private int done;

    public void Step() => report?.Report(Math.Min(1, Interlocked.Increment(ref done) / (double)steps));
}
