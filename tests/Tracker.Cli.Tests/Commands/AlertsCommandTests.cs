using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Commands;

public class AlertsCommandTests(TestCluster cluster)
{
    [Fact]
    public async Task ATarget_IsAddedListedTriedAndRemoved()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        string[] database = ["--database", test.ConnectionString, "--format", "json"];
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook";

        var added = await TrackerProcess.RunAsync(["alerts", "add", url, "--allow-private", "--allow-http", "--name", "ops", .. database]);
        Assert.True(added.ExitCode == 0, added.Error);
        var target = JsonDocument.Parse(added.Output).RootElement;
        var (id, secret) = (target.GetProperty("id").GetString()!, target.GetProperty("secret").GetString()!);
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);

        var list = await TrackerProcess.RunAsync(["alerts", "list", .. database]);
        Assert.Equal(("ops", url), JsonDocument.Parse(list.Output).RootElement[0] is var one ? (one.GetProperty("name").GetString(), one.GetProperty("place").GetString()) : default);
        Assert.DoesNotContain(secret, list.Output, StringComparison.Ordinal);

        var answering = AnswerAsync(listener, "204 No Content");
        var tried = await TrackerProcess.RunAsync(["alerts", "test", id, .. database]);
        Assert.True(tried.ExitCode == 0, tried.Error);
        Assert.Contains("X-Tracker-Signature: t=", await answering, StringComparison.Ordinal);

        answering = AnswerAsync(listener, "500 Internal Server Error");
        var failed = await TrackerProcess.RunAsync(["alerts", "test", id, .. database]);
        await answering;
        Assert.Equal((1, $"tracker: error: {url}: expected 2xx, got 500\n"), (failed.ExitCode, failed.Error));

        Assert.Equal(0, (await TrackerProcess.RunAsync(["alerts", "remove", id, .. database])).ExitCode);
        Assert.Equal(2, (await TrackerProcess.RunAsync(["alerts", "remove", id, .. database])).ExitCode);
        Assert.Equal("[]", (await TrackerProcess.RunAsync(["alerts", "list", .. database])).Output.Trim());
    }

    [Theory]
    [InlineData("https://127.0.0.1/hook", "url https://127.0.0.1: expected a public address, or --allow-private")]
    [InlineData("http://alerts.example/hook", "url http://alerts.example: expected https, or --allow-http")]
    public async Task WhatMayNotBeATarget_IsRefusedBeforeTheDatabaseIsOpened(string url, string reason)
    {
        var refused = await TrackerProcess.RunAsync("alerts", "add", url, "--database", "Host=nowhere.invalid");
        Assert.Equal((2, $"tracker: error: {reason}\n"), (refused.ExitCode, refused.Error));
    }

    private static async Task<string> AnswerAsync(TcpListener listener, string status)
    {
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = connection.GetStream();
        var (buffer, asked) = (new byte[8192], "");
        while (!asked.EndsWith('}'))
            asked += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"), TestContext.Current.CancellationToken);
        return asked;
    }
}
