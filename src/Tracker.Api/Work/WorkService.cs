using Tracker.Jobs.Work;
using Tracker.Storage;

namespace Tracker.Api.Work;

/// <summary>A worker in the service: it begins with it, and hands back what it does when the service stops.</summary>
internal sealed class WorkService(TrackerDatabase database, ServiceOptions options, ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var worker = new Worker(Worker.UsualName, database, JobTable.All, options.Work, logger);
        await worker.RunAsync(stoppingToken);
    }
}
