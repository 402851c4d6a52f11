using Tracker.Jobs.Work;
using Tracker.Storage;
using Tracker.Storage.Work;

namespace Tracker.Api.Work;

/// <summary>A worker in a host: it begins with it, and hands back what it does when the host stops.</summary>
internal sealed class WorkService(TrackerDatabase database, ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var worker = new Worker(Worker.UsualName, database, JobTable.All, WorkOptions.Default, logger);
        await worker.RunAsync(stoppingToken);
    }
}
