using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tracker.Jobs.Alerts;
using Tracker.Storage.Alerts;

namespace Tracker.Jobs.Tests.Alerts;

public class AlertSenderTests
{
    private const string Secret = "whsec_test";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"event":"test"}""");

    private static readonly IPAddress Public = IPAddress.Parse("8.8.8.8");

    [Fact]
    public async Task Send_PostsTheSignedBodyOnce()
    {
        await using var receiver = await Receiver.StartAsync();
        await SendAsync(To(receiver.Url));
        var got = Assert.Single(receiver.Received);
        Assert.Equal(("POST", "/hook", "7"), (got.Method, got.Path, got.Headers[AlertSender.DeliveryHeader]));
        Assert.Equal("application/json; charset=utf-8", got.Headers["Content-Type"]);
        Assert.Equal(Body, got.Body);
        var signature = got.Headers[AlertSignature.Header];
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(signature[2..signature.IndexOf(',', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(sent, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Equal(AlertSignature.Of(Secret, sent, got.Body), signature);
    }

    [Fact]
    public async Task Send_ToSlack_SignsNothing()
    {
        await using var receiver = await Receiver.StartAsync();
        await SendAsync(To(receiver.Url) with { Kind = AlertTargetKind.Slack, Secret = null });
        Assert.DoesNotContain(AlertSignature.Header, receiver.Received[0].Headers.Keys);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task AnAnswerThatIsNot2xx_IsNotDelivered(int status)
    {
        await using var receiver = await Receiver.StartAsync((http, _) => Answer(http, status));
        Assert.Equal($"expected 2xx, got {status}", (await RefusedAsync(To(receiver.Url))).Message);
    }

    [Fact]
    public async Task ARedirect_IsNotFollowed()
    {
        await using var other = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync((http, _) =>
        {
            http.Response.Redirect(other.Url.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        Assert.Equal("expected 2xx, got 307", (await RefusedAsync(To(receiver.Url))).Message);
        Assert.Empty(other.Received);
    }

    [Fact]
    public async Task AReceiverThatHangs_IsGivenUp()
    {
        await using var receiver = await Receiver.StartAsync((http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted));
        var sender = new AlertSender(Dns.GetHostAddressesAsync, (_, port, cancellation) => LoopbackAsync(port, cancellation), TimeSpan.FromSeconds(0.5));
        Assert.Equal("no answer within 0.5 s", (await RefusedAsync(To(receiver.Url), sender)).Message);
    }

    [Fact]
    public async Task ABodyWithoutEnd_IsNotRead()
    {
        await using var receiver = await Receiver.StartAsync(async (http, _) =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(new byte[1 << 16], http.RequestAborted);
        });
        await SendAsync(To(receiver.Url));
    }

    [Fact]
    public async Task NobodyThere_IsSaid()
    {
        Uri gone;
        await using (var receiver = await Receiver.StartAsync())
            gone = receiver.Url;
        Assert.Contains("Connection refused", (await RefusedAsync(To(gone))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    public async Task APrivateAddress_IsRefusedUnlessAllowed(string host)
    {
        await using var receiver = await Receiver.StartAsync();
        var target = To(new($"http://{host}:{receiver.Url.Port}/hook"));
        Assert.Contains("has no public address", (await RefusedAsync(target with { AllowPrivate = false })).Message, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task OfTheAddressesOfAName_OnlyThePublicOnesAreConnectedTo()
    {
        await using var receiver = await Receiver.StartAsync();
        var connected = new List<IPAddress>();
        await SendAsync(To(new($"http://two.example:{receiver.Url.Port}/hook")) with { AllowPrivate = false }, Standing(connected, [IPAddress.Loopback, Public]));
        Assert.Equal([Public], connected);
        Assert.Equal($"two.example:{receiver.Url.Port}", Assert.Single(receiver.Received).Headers["Host"]);
    }

    [Fact]
    public async Task ANameThatMeansAnotherAddressLater_IsRefusedThen()
    {
        await using var receiver = await Receiver.StartAsync();
        var (connected, addresses) = (new List<IPAddress>(), new[] { Public });
        var target = To(new($"http://rebound.example:{receiver.Url.Port}/hook")) with { AllowPrivate = false };
        var sender = Standing(connected, addresses);
        await SendAsync(target, sender);
        addresses[0] = IPAddress.Loopback;
        Assert.Contains("rebound.example has no public address", (await RefusedAsync(target, sender)).Message, StringComparison.Ordinal);
        Assert.Equal([Public], connected);
    }

    [Fact]
    public async Task WithoutTls_IsRefusedUnlessAllowed()
    {
        await using var receiver = await Receiver.StartAsync();
        Assert.StartsWith("expected https", (await RefusedAsync(To(receiver.Url) with { AllowHttp = false })).Message, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);
    }

    /// <summary>Looks up these addresses, and connects to this machine in their place.</summary>
    private static AlertSender Standing(List<IPAddress> connected, IPAddress[] addresses) => new(
        (_, _) => Task.FromResult<IPAddress[]>([.. addresses]),
        (chosen, port, cancellation) =>
        {
            connected.AddRange(chosen);
            return LoopbackAsync(port, cancellation);
        },
        TimeSpan.FromSeconds(10));

    private static async ValueTask<Stream> LoopbackAsync(int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static AlertTarget To(Uri url) => new("a1", "", AlertTargetKind.Webhook, url, Secret, AllowPrivate: true, AllowHttp: true, DateTimeOffset.UnixEpoch);

    private static Task SendAsync(AlertTarget target, AlertSender? sender = null) =>
        (sender ?? AlertSender.Usual).SendAsync(target, "7", Body, TestContext.Current.CancellationToken);

    private static Task<AlertNotDeliveredException> RefusedAsync(AlertTarget target, AlertSender? sender = null) =>
        Assert.ThrowsAsync<AlertNotDeliveredException>(() => SendAsync(target, sender));
}
