using System.Diagnostics;
using Tracker.Api.Telemetry;
using Tracker.Cli.Tests;
using Tracker.Storage.Access;

namespace Tracker.Api.Tests.Telemetry;

[Collection(typeof(Served))]
public class ExportingTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_SendsTracesAndMetricsToACollector()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var test = await served.EmptyDatabaseAsync(); // of its own, so that no other worker takes the month
        await using var database = await test.OpenAsync();
        var key = await ApiKeys.CreateAsync(database.Source, Role.Operator, "", null, "tests", Cancel);
        var start = new ProcessStartInfo("dotnet", [TrackerProcess.Program, "serve", "--urls", "http://127.0.0.1:0", "--format", "csv", "--database", test.ConnectionString]);
        start.Environment[TelemetryOptions.EndpointVariable] = receiver.Url;
        start.Environment[TelemetryOptions.ProtocolVariable] = "http/protobuf";
        start.Environment["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment=tests";
        using var process = TrackerProcess.Start(start);
        var error = process.StandardError.ReadToEndAsync(Cancel);
        await process.StandardOutput.ReadLineAsync(Cancel);
        using (var client = new HttpClient { BaseAddress = new((await process.StandardOutput.ReadLineAsync(Cancel))!) })
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key.Key);
            await client.GetAsync(new Uri("/api/v1/metrics", UriKind.Relative), Cancel).JsonAsync();
            using var asked = await client.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), new StringContent("""{"month":"2025-09"}""", null, "application/json"), Cancel);
            Assert.Contains("there is no data yet", await client.GetAsync(new Uri($"{asked.Headers.Location}/events", UriKind.Relative), Cancel).TextAsync(), StringComparison.Ordinal);
        }

        using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, await error);
        Assert.Superset(new HashSet<string> { "work month", "GET /api/v1/metrics", "POST /api/v1/runs", "postgresql" }, receiver.SpanNames);
        Assert.Superset(new HashSet<string> { "failed", "2025-09" }, receiver.SpanValues);
        Assert.Superset(
            new HashSet<string> { "tracker.work.duration", "tracker.work.items", "http.server.request.duration", "kestrel.connection.duration", "dotnet.gc.collections" },
            receiver.MetricNames);
        Assert.Contains(receiver.MetricNames, name => name.StartsWith("db.client.", StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { "tracker", "tests" }, receiver.ResourceValues);
    }

    [Theory]
    [InlineData(TelemetryOptions.EndpointVariable, "collector:4317")]
    [InlineData(TelemetryOptions.EndpointVariable, "here")]
    [InlineData(TelemetryOptions.ProtocolVariable, "http/json")]
    public void AValueThatIsNotExpected_IsRefusedByItsName(string key, string value) => Assert.StartsWith(
        $"{key} {value}: expected ", Assert.Throws<FormatException>(() => TelemetryOptions.From(name => name == key ? value : null)).Message, StringComparison.Ordinal);

    [Fact]
    public void WithoutAnEndpoint_NothingIsSent()
    {
        Assert.Null(TelemetryOptions.From(_ => null).Endpoint);
        Assert.Null(TelemetryOptions.From(_ => "").Endpoint);
        Assert.Null(Exporting.Start(TelemetryOptions.None, served.Database));
    }
}
