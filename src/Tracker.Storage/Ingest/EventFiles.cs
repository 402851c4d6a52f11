using System.Collections.Concurrent;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest;

/// <summary>Reads the event files of a load: one thread cuts them into blocks, the others turn blocks into rows.</summary>
internal static class EventFiles
{
    private const int BlocksWaiting = 8;

    private readonly record struct Work(SourceFile File, RecordBlock Block, EventPlan Plan, bool HasHeader);

    /// <summary>Returns how many rows were read.</summary>
    public static long Read(
        IReadOnlyList<EventSource> files, PanelSettings settings, PanelWords words, RejectLog rejects, LoadSpill spill, Action<long> onBytes,
        CancellationToken cancellation)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var blocks = new BlockingCollection<Work>(BlocksWaiting);
        var rows = 0L;
        var readers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
            () =>
            {
                try
                {
                    Interlocked.Add(ref rows, ReadBlocks(blocks.GetConsumingEnumerable(failed.Token), settings.Zone, words, rejects, spill));
                }
                catch
                {
                    failed.Cancel();
                    throw;
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            foreach (var file in files)
                Cut(file, settings, blocks, onBytes, failed.Token);
            blocks.CompleteAdding();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A reader failed; waiting for it below tells why.
        }
        catch
        {
            failed.Cancel();
            WaitQuietly(readers);
            throw;
        }

        Task.WhenAll(readers).GetAwaiter().GetResult();
        return rows;
    }

    private static void Cut(
        EventSource source, PanelSettings settings, BlockingCollection<Work> blocks, Action<long> onBytes, CancellationToken cancellation)
    {
        EventPlan? plan = null;
        foreach (var block in source.File.Blocks(onBytes, cancellation))
        {
            var hasHeader = plan is null;
            plan ??= source.Plan(block, settings, []);
            blocks.Add(new(source.File, block, plan, hasHeader), cancellation);
        }
    }

    private static long ReadBlocks(IEnumerable<Work> blocks, PanelZone zone, PanelWords words, RejectLog rejects, LoadSpill spill)
    {
        var sink = new EventSink(spill, zone);
        var reader = new EventReader(words, rejects, sink);
        var rows = 0L;
        foreach (var work in blocks)
        {
            using (work.Block)
                rows += reader.Read(work.File, work.Block, work.Plan, work.HasHeader);
        }

        sink.Flush();
        return rows;
    }

    private static void WaitQuietly(Task[] tasks)
    {
        try
        {
            Task.WaitAll(tasks);
        }
        catch (AggregateException)
        {
            // The first failure is on its way to the caller already.
        }
    }
}
