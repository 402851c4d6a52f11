using Hangfire;
using Tracker.Jobs.Work;

namespace Tracker.Api.Schedule;

/// <summary>Does what somebody waits for. The ledger decides whether it is to be done and when it is tried again, so that the scheduler does not.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
internal sealed class AskedWork(Worker worker)
{
    public Task DoAsync(long work, CancellationToken stopping) => worker.DoAsync(work, stopping);
}
