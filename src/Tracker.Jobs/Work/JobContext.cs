using Tracker.Storage;
using Tracker.Storage.Work;

namespace Tracker.Jobs.Work;

/// <summary>Does one kind of work. It saves with the claim's check and ends with the claim finished; done again, it finds what it did before.</summary>
/// <exception cref="NothingToComputeException">The data does not have it: another attempt would end alike.</exception>
public delegate Task Job(JobContext context, CancellationToken cancellation);

/// <summary>What a job has to work with.</summary>
/// <param name="Database">Where all is.</param>
/// <param name="Claim">The item.</param>
/// <param name="Panels">The panel, read once a version of the data.</param>
/// <param name="Steps">Told what has been done, for people.</param>
public sealed record JobContext(TrackerDatabase Database, WorkClaim Claim, PanelShelf Panels, IProgress<string> Steps)
{
    public WorkItem Item => Claim.Item;
}
