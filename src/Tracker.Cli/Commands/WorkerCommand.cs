using Tracker.Api;
using Tracker.Api.Telemetry;
using Tracker.Api.Work;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Jobs.Work;
using Tracker.Storage;

namespace Tracker.Cli.Commands;

/// <summary>Does the work of the ledger until it is told to stop.</summary>
internal static class WorkerCommand
{
    private static readonly IReadOnlyList<Column<string>> Columns = [new("worker", name => name)];

    public static Verb Create()
    {
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "worker", "Does the work that waits in the ledger, beside serve and other workers, until Ctrl-C; then hands back what it does",
            "worker", "worker --database 'Host=db;Database=tracker;Username=tracker'")
        {
            database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var options = WorkSettings.From(Environment.GetEnvironmentVariable);
            var telemetry = TelemetryOptions.From(Environment.GetEnvironmentVariable);
            var json = ServiceOptions.JsonLogsFrom(Environment.GetEnvironmentVariable);
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            Result.Print(verb.Format(arguments), Columns, [Worker.UsualName]);
            await WorkerProcess.RunAsync(opened, options, json, telemetry, cancellation);
        });
    }
}
