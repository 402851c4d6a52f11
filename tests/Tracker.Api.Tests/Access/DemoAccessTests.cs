using System.Net;
using System.Text;

namespace Tracker.Api.Tests.Access;

[Collection(typeof(Served))]
public class DemoAccessTests(Served served)
{
    /// <summary>Of another service on this machine: browsers send cookies whatever the port.</summary>
    private const string OldCookie = "tracker_session=of-another-port";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheDemo_NeedsNoKeyOnThisMachine_AndOnlyThere()
    {
        await using var app = await Service.StartAsync(served.Database, ServiceOptions.OfDemo("http://127.0.0.1:0", _ => null), Cancel);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, ("X-Api-Key", "")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, ("Origin", client.BaseAddress!.ToString().TrimEnd('/'))));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, ("Host", $"localhost:{client.BaseAddress.Port}")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, ("Cookie", OldCookie)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, ("Cookie", OldCookie), ("Origin", "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, ("X-Api-Key", "trk_unknown")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, ("Origin", "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, ("Origin", "null")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, ("Host", "elsewhere.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, ("X-Forwarded-For", "127.0.0.1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, ("Forwarded", "for=127.0.0.1")));
        await app.StopAsync(Cancel);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OldCookie)]
    public async Task WhoNeedsNoKey_MayWhatAnOperatorMay(string? cookie)
    {
        await using var app = await Service.StartAsync(served.Database, ServiceOptions.OfDemo("http://127.0.0.1:0", _ => null), Cancel);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        if (cookie is not null)
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        using var body = new StringContent("""{"month":"tomorrow"}""", Encoding.UTF8, "application/json");
        await client.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), body, Cancel).ProblemAsync(HttpStatusCode.BadRequest);
        await app.StopAsync(Cancel);
    }

    [Fact]
    public void OnlyTheDemo_GoesWithoutKeys() => Assert.False(ServiceOptions.From("http://127.0.0.1:0", _ => "").WithoutKeys);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/movers?limit=1");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
