using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tracker.Jobs.Tests.Alerts;

/// <summary>A real HTTP server of this machine that keeps what it gets and answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = [];

    private Receiver(WebApplication app) => this.app = app;

    public IReadOnlyList<Received> Received => [.. received];

    public Uri Url => new(new Uri(app.Urls.Single()), "/hook?a=b");

    /// <param name="answer">What it does with the nth request, from 0; null for 200.</param>
    public static async Task<Receiver> StartAsync(Func<HttpContext, int, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            receiver.received.Enqueue(new(http.Request.Method, http.Request.Path, http.Request.Headers.ToDictionary(header => header.Key, header => $"{header.Value}"), body.ToArray()));
            await (answer?.Invoke(http, receiver.received.Count - 1) ?? Task.CompletedTask);
        });
        await receiver.app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
