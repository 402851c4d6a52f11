using Tracker.Jobs.Work;

namespace Tracker.Api.Work;

/// <summary>A worker in the service: it begins with it, and hands back what it does when the service stops.</summary>
internal sealed class WorkService(Worker worker) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await worker.RunAsync(stoppingToken);
    }
}
