using System.Diagnostics.Metrics;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tracker.Storage;
using Tracker.Storage.Work;

namespace Tracker.Api.Telemetry;

/// <summary>Sends traces and metrics over OTLP until it is disposed; then what is left goes out.</summary>
public sealed class Exporting : IDisposable
{
    private const string ServiceName = "tracker";

    private static readonly string[] Sources = [Instruments.Name, "Microsoft.AspNetCore", "Npgsql"];

    private static readonly string[] Meters =
        [Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"];

    /// <summary>While it is on, as it is by itself, the spans of requests have no attributes.</summary>
    private const string Suppressed = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    private readonly Meter meter = new(Instruments.Name);
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private Exporting(TrackerDatabase database)
    {
        AppContext.SetSwitch(Suppressed, false);
        meter.CreateObservableGauge("tracker.work.items", () => Count(database), "{item}", "Items of work that are queued, running or dead, by kind");
        traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(Describe).AddSource(Sources).SetSampler(new ParentBasedSampler(new NoPolling())).AddOtlpExporter().Build();
        metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(Meters).AddOtlpExporter().Build();
    }

    /// <summary>Null where the options say that nothing is sent. The exporter reads its variables itself.</summary>
    public static Exporting? Start(TelemetryOptions options, TrackerDatabase database) => options.Endpoint is null ? null : new(database);

    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
        meter.Dispose();
    }

    /// <summary>OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last, so they win.</summary>
    private static void Describe(ResourceBuilder resource) =>
        resource.Clear().AddService(ServiceName, serviceVersion: typeof(Exporting).Assembly.GetName().Version?.ToString(3)).AddTelemetrySdk().AddEnvironmentVariableDetector();

    private static IEnumerable<Measurement<long>> Count(TrackerDatabase database)
    {
        try
        {
            return WorkCounts.Read(database.Source).Select(count => new Measurement<long>(count.Items, new("kind", count.Kind), new("status", count.Status.ToString().ToLowerInvariant())));
        }
        catch (NpgsqlException)
        {
            return []; // a gap in the series says that the database did not answer
        }
    }
}
