using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Jobs;

/// <summary>Ranks what consumers bought by whether its share of the sector changed. The same request on the same data finds the stored answer.</summary>
public static class RankBought
{
    /// <param name="database">Where the panel is and the answer goes.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="notes">Told each step.</param>
    /// <param name="cancellation">Ends the computation; nothing is stored.</param>
    /// <exception cref="NothingToComputeException">The data does not have it, or it would tell of too few.</exception>
    public static async Task<PublishedBought> RunAsync(
        TrackerDatabase database, BoughtRequest request, IProgress<string>? notes, CancellationToken cancellation)
    {
        var (reading, _) = await MonthReading.OpenAsync(database, request.Month, notes, cancellation);
        await using (reading)
            return await new BoughtRanker(database, reading).OfAsync(request, notes, cancellation);
    }

    /// <summary>What was bought of the first mover of a run as the run found it; null where it could not, or where nothing is significant.</summary>
    public static async Task<PublishedBought?> FirstAsync(TrackerDatabase database, Run run, CancellationToken cancellation)
    {
        if ((await PublishedMovers.OfRunAsync(database.Source, run, cancellation)).Movers is not [{ Significant: true } first, ..])
            return null;
        try
        {
            return await RunAsync(database, new(first.Sector, Metric.Parse(first.Metric)) { Month = run.Month }, null, cancellation);
        }
        catch (NothingToComputeException)
        {
            return null;
        }
    }
}
