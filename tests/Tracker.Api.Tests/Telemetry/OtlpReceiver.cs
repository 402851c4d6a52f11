using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tracker.Api.Tests.Telemetry;

/// <summary>
/// Takes OTLP over HTTP as a collector does, and keeps what it gets. Field numbers are those of opentelemetry-proto 1: resource 1 with attributes 1; of traces
/// resource_spans 1, scope_spans 2, spans 2 with name 5 and attributes 9; of metrics resource_metrics 1, scope_metrics 2, metrics 2 with name 1. An attribute has
/// a value 2, which may be a text 1.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentBag<byte[]> traces = [];
    private readonly ConcurrentBag<byte[]> metrics = [];

    private OtlpReceiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public HashSet<string> SpanNames => Texts(traces, [1, 2, 2, 5]);

    /// <summary>The values of the spans' attributes that are texts.</summary>
    public HashSet<string> SpanValues => Texts(traces, [1, 2, 2, 9, 2, 1]);

    public HashSet<string> MetricNames => Texts(metrics, [1, 2, 2, 1]);

    /// <summary>The values of the resources' attributes that are texts.</summary>
    public HashSet<string> ResourceValues => [.. Texts(traces, [1, 1, 1, 2, 1]), .. Texts(metrics, [1, 1, 1, 2, 1])];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.MapPost("/v1/traces", http => ReadAsync(http, receiver.traces));
        receiver.app.MapPost("/v1/metrics", http => ReadAsync(http, receiver.metrics));
        await receiver.app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static async Task ReadAsync(HttpContext http, ConcurrentBag<byte[]> received)
    {
        Assert.Equal("application/x-protobuf", http.Request.ContentType);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        received.Add(body.ToArray());
    }

    private static HashSet<string> Texts(ConcurrentBag<byte[]> received, int[] path) => [.. received.SelectMany(message => Protobuf.Texts(message, path))];
}
