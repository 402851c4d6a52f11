using Tracker.Api.Telemetry;
using Tracker.Jobs.Work;
using Tracker.Storage;
using Tracker.Storage.Work;

namespace Tracker.Api.Work;

/// <summary>A process that does nothing but work.</summary>
public static class WorkerProcess
{
    /// <summary>Works until cancelled, then hands back what it does.</summary>
    /// <param name="database">Stays open as long as it works.</param>
    /// <param name="options">How long and how often.</param>
    /// <param name="jsonLogs">A JSON object a line in place of text.</param>
    /// <param name="telemetry">Where traces and metrics go.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(TrackerDatabase database, WorkOptions options, bool jsonLogs, TelemetryOptions telemetry, CancellationToken cancellation)
    {
        using var exporting = Exporting.Start(telemetry, database);
        using var logs = LoggerFactory.Create(logging => Logs.Add(logging, jsonLogs));
        using var worker = new Worker(Worker.UsualName, database, JobTable.All, options, logs.CreateLogger<Worker>());
        await worker.RunAsync(cancellation);
    }
}
