namespace Tracker.Storage.Ingest;

/// <summary>Adds up what several threads have done.</summary>
internal sealed class ProgressCount(string stage, long total, IProgress<LoadProgress>? progress)
{
    private long done;

    public void Add(long more) => progress?.Report(new(stage, Interlocked.Add(ref done, more), total));
}
