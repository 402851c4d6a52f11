using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tracker.Jobs;

namespace Tracker.Api.Telemetry;

/// <summary>Sends traces and metrics over OTLP until it is disposed; then what is left goes out.</summary>
public sealed class Exporting : IDisposable
{
    private const string ServiceName = "tracker";

    private static readonly string[] Sources = [Instruments.Name, "Microsoft.AspNetCore", "Npgsql"];

    private static readonly string[] Meters =
        [Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"];

    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private Exporting()
    {
        traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(Sources).AddOtlpExporter().Build();
        metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(Meters).AddOtlpExporter().Build();
    }

    /// <summary>Null where the options say that nothing is sent. The exporter reads its variables itself.</summary>
    public static Exporting? Start(TelemetryOptions options) => options.Endpoint is null ? null : new();

    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }

    /// <summary>OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last, so they win.</summary>
    private static void Describe(ResourceBuilder resource) =>
        resource.Clear().AddService(ServiceName, serviceVersion: typeof(Exporting).Assembly.GetName().Version?.ToString(3)).AddTelemetrySdk().AddEnvironmentVariableDetector();
}
