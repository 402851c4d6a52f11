using Tracker.Jobs.Schedule;
using Tracker.Storage;

namespace Tracker.Api.Schedule;

/// <summary>Enters what is due into the ledger. Tried again it does no harm.</summary>
internal sealed class Entering(TrackerDatabase database)
{
    public Task MonthsAsync(CancellationToken cancellation) => ScheduledWork.MonthsAsync(database, cancellation);

    public Task MonthToDateAsync(CancellationToken cancellation) => ScheduledWork.MonthToDateAsync(database, cancellation);
}
