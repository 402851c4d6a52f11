using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;

namespace Tracker.Jobs;

/// <summary>Stores the drivers of the movers of a run that are significant or shown, by them their splits, and what was bought.</summary>
internal static class ExplainMovers
{
    /// <summary>Movers that are explained though they are not significant, because they are shown: those to this rank.</summary>
    private const int ShownRank = 10;

    /// <summary>Those of them that are explained.</summary>
    public static PublishedMover[] Shown(IReadOnlyList<PublishedMover> movers) => [.. movers.Where(mover => mover.Significant || mover.Rank <= ShownRank)];

    /// <summary>What cannot be explained is noted, each reason once; the run stays done.</summary>
    public static async Task RunAsync(
        TrackerDatabase database, PanelData panel, Run run, ScoringOptions options, IProgress<string>? notes, CancellationToken cancellation)
    {
        var snapshot = await ConsumerSnapshot.OpenAsync(database.Source, panel, cancellation);
        if (snapshot is null)
        {
            notes?.Report($"the data has changed since: the movers of {run.Month} are explained by the next run");
            return;
        }

        await using var reading = new MonthReading(snapshot, run.Month, options);
        var movers = (await PublishedMovers.OfRunAsync(database.Source, run, cancellation)).Movers;
        var explained = Shown(movers);
        var ranker = new DriverRanker(database, reading);
        var decomposer = new Decomposer(database, reading, movers);
        var said = new HashSet<string>();
        for (var i = 0; i < explained.Length; i++)
        {
            var mover = explained[i];
            notes?.Report($"explaining mover {i + 1} of {explained.Length} of {run.Month}: {mover.Sector} {mover.Metric}");
            var metric = Metric.Parse(mover.Metric);
            await NoteAsync(() => ranker.OfAsync(new(mover.Sector, metric), null, null, cancellation));
            await NoteAsync(() => decomposer.OfAsync(new(mover.Sector, metric), null, cancellation));
        }

        var bought = new BoughtRanker(database, reading);
        foreach (var sector in explained.GroupBy(mover => mover.Sector))
        {
            notes?.Report($"ranking what was bought in {sector.Key} in {run.Month}");
            foreach (var mover in sector)
                await NoteAsync(() => bought.OfAsync(new(mover.Sector, Metric.Parse(mover.Metric)), null, cancellation));
        }

        async Task NoteAsync(Func<Task> explain)
        {
            try
            {
                await explain();
            }
            catch (NothingToComputeException error) when (said.Add(error.Message))
            {
                notes?.Report(error.Message);
            }
            catch (NothingToComputeException)
            {
                // It has been said.
            }
        }
    }
}
