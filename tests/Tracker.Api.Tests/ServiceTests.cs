using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tracker.Api.Work;
using Tracker.Cli.Tests;
using Tracker.Storage;

namespace Tracker.Api.Tests;

[Collection(typeof(Served))]
public class ServiceTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_SaysWhenTheDatabaseIsGone()
    {
        var test = await served.EmptyDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var app = await Served.StartAsync(database);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        Assert.Equal("ready", (await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel).JsonAsync()).Text("status"));
        await ExecuteAsync(database, "UPDATE tracker.migrations SET number = number + 1 WHERE number = (SELECT max(number) FROM tracker.migrations)");
        Assert.Contains("this program expects", await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel).ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        await test.DisposeAsync();
        Assert.Equal("the database does not answer", await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel).ProblemAsync(HttpStatusCode.ServiceUnavailable));
        Assert.Equal("live", (await client.GetAsync(new Uri("/health/live", UriKind.Relative), Cancel).JsonAsync()).Text("status"));
        await client.GetAsync(new Uri("/api/v1/movers", UriKind.Relative), Cancel).ProblemAsync(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Add("Cookie", "tracker_session=known-before");
        await client.GetAsync(new Uri("/api/v1/movers", UriKind.Relative), Cancel).ProblemAsync(HttpStatusCode.ServiceUnavailable);
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var page = await client.GetAsync(new Uri("/movers", UriKind.Relative), Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("The database does not answer", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_PrintsItsAddressAndEndsWellWhenItIsTold()
    {
        var start = new ProcessStartInfo("dotnet", [TrackerProcess.Program, "serve", "--urls", "http://127.0.0.1:0", "--format", "json", "--database", served.ConnectionString]);
        start.Environment[ServiceOptions.LogVariable] = "json";
        using var process = TrackerProcess.Start(start);
        var lines = new List<string>();
        while (lines.Count < 3 && await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
            lines.Add(line);
        var address = new Uri(JsonDocument.Parse(string.Concat(lines)).RootElement[0].Text("url"));
        using (var client = new HttpClient { BaseAddress = address })
            Assert.Equal("live", (await client.GetAsync(new Uri("/health/live", UriKind.Relative), Cancel).JsonAsync()).Text("status"));
        var health = await TrackerProcess.RunAsync("health", "--url", $"{address}", "--format", "csv");
        Assert.Equal((0, "status\nready\n"), (health.ExitCode, health.Output.ReplaceLineEndings("\n")));

        using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain("error", error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, (await TrackerProcess.RunAsync("health", "--url", $"{address}")).ExitCode);
    }

    [Theory]
    [InlineData("-TERM", "2025-07")]
    [InlineData("-KILL", "2025-06")]
    public async Task AMonthThatAnEndedServiceComputed_IsComputedByAnother(string signal, string month)
    {
        var start = new ProcessStartInfo("dotnet", [TrackerProcess.Program, "serve", "--urls", "http://127.0.0.1:0", "--format", "csv", "--database", served.ConnectionString]);
        start.Environment[WorkSettings.LeaseVariable] = "2";
        using var process = TrackerProcess.Start(start);
        await process.StandardOutput.ReadLineAsync(Cancel);
        using (var client = new HttpClient { BaseAddress = new((await process.StandardOutput.ReadLineAsync(Cancel))!) })
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", served.Keys["operator"]);
            using var asked = await client.PostAsJsonAsync("/api/v1/runs", new { month }, Cancel);
            using var stop = Process.Start("kill", [signal, $"{process.Id}"]);
            await process.WaitForExitAsync(Cancel);
            var events = await served.GetAsync($"{asked.Headers.Location}/events").TextAsync();
            Assert.Contains("\"status\":\"done\"", events, StringComparison.Ordinal);
        }

        var run = Assert.Single((await served.GetAsync($"/api/v1/runs?month={month}").JsonAsync()).Items());
        Assert.Equal("done", run.Text("status"));
    }

    [Fact]
    public async Task Serve_WithABadValue_IsRefusedByItsName()
    {
        var refused = await TrackerProcess.RunLineAsync("tracker serve", environment: new Dictionary<string, string> { [ServiceOptions.RequestsVariable] = "lots" });
        Assert.Equal((2, $"tracker: error: {ServiceOptions.RequestsVariable} lots: expected a whole number from 1 to 10000000"), (refused.ExitCode, refused.Error.TrimEnd()));
    }

    [Fact]
    public async Task Serve_WhereAnotherListens_SaysSoInOneLine()
    {
        var refused = await TrackerProcess.RunAsync("serve", "--urls", served.Address.ToString(), "--database", served.ConnectionString);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Matches("^tracker: error: Failed to bind to address http://127.0.0.1:[0-9]+: address already in use.\n$", refused.Error);
    }

    private static async Task ExecuteAsync(TrackerDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
