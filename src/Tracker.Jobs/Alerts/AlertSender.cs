using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Tracker.Storage.Alerts;

namespace Tracker.Jobs.Alerts;

/// <summary>
/// Posts a message to a target, once: within a time limit, without following redirects or reading the answer's body, and only to addresses that the target may
/// have. The address is checked where the connection is made, so a name that means one address first and another one later gains nothing.
/// </summary>
/// <param name="lookUp">The addresses of a name.</param>
/// <param name="connect">To the first of some addresses that answers, at a port.</param>
/// <param name="patience">For the whole exchange.</param>
public sealed class AlertSender(
    Func<string, CancellationToken, Task<IPAddress[]>> lookUp, Func<IPAddress[], int, CancellationToken, ValueTask<Stream>> connect, TimeSpan patience)
{
    public const string DeliveryHeader = "X-Tracker-Delivery";

    private const int HeaderKiB = 16;

    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);

    public static AlertSender Usual { get; } = new(Dns.GetHostAddressesAsync, ConnectAsync, UsualPatience);

    /// <param name="target">Where to.</param>
    /// <param name="delivery">The same at each attempt, so that a receiver can drop a repeat.</param>
    /// <param name="body">What.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="AlertNotDeliveredException">The target did not answer with 2xx in time, or may not be reached.</exception>
    public async Task SendAsync(AlertTarget target, string delivery, byte[] body, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(patience);
        try
        {
            using var client = new HttpClient(HandlerFor(target)) { Timeout = Timeout.InfiniteTimeSpan };
            using var request = Request(target, delivery, body);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, late.Token);
            if (!response.IsSuccessStatusCode)
                throw new AlertNotDeliveredException($"expected 2xx, got {(int)response.StatusCode}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AlertNotDeliveredException(string.Create(CultureInfo.InvariantCulture, $"no answer within {patience.TotalSeconds} s"));
        }
        catch (HttpRequestException error)
        {
            throw error.InnerException as AlertNotDeliveredException ?? new AlertNotDeliveredException($"{error.HttpRequestError}: {(error.InnerException ?? error).Message}", error);
        }
    }

    private static HttpRequestMessage Request(AlertTarget target, string delivery, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = content };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Tracker", null));
        request.Headers.Add(DeliveryHeader, delivery);
        if (target.Secret is { } secret)
            request.Headers.Add(AlertSignature.Header, AlertSignature.Of(secret, DateTimeOffset.UtcNow, body));
        return request;
    }

    private SocketsHttpHandler HandlerFor(AlertTarget target) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false, // a proxy would make the connection, and the address would be checked by nobody
            UseCookies = false,
            MaxResponseHeadersLength = HeaderKiB,
            ConnectCallback = (context, cancellation) => ConnectAsync(target, context.DnsEndPoint, cancellation),
        };

    private async ValueTask<Stream> ConnectAsync(AlertTarget target, DnsEndPoint end, CancellationToken cancellation)
    {
        if (target.Url.Scheme == Uri.UriSchemeHttp && !target.AllowHttp)
            throw new AlertNotDeliveredException("expected https: the target may not go without TLS");
        var found = IPAddress.TryParse(end.Host, out var address) ? [address] : await lookUp(end.Host, cancellation);
        var allowed = found.Where(one => target.AllowPrivate || PublicAddress.Is(one)).ToArray();
        if (allowed.Length == 0)
            throw new AlertNotDeliveredException($"{end.Host} has no public address: add the target with --allow-private where that is meant");
        return await connect(allowed, end.Port, cancellation);
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
