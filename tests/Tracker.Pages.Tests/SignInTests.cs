using System.Net;
using Tracker.Storage.Access;

namespace Tracker.Pages.Tests;

[Collection(typeof(Served))]
public class SignInTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AKey_OpensThePageThatWasAskedFor()
    {
        await using var visit = await served.VisitAsync("");
        await visit.GoAsync("/loads?rows=all");
        Assert.Equal("/sign-in?to=%2Floads%3Frows%3Dall", new Uri(visit.Page.Url).PathAndQuery);
        await visit.Page.GetByLabel("Key").FillAsync("trk_wrong");
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        Assert.Equal("This key is not known.", await visit.TextAsync("[role=alert]"));
        await visit.Page.GetByLabel("Key").FillAsync(served.KeyOf("reader"));
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        Assert.Equal("/loads?rows=all", new Uri(visit.Page.Url).PathAndQuery);
        var cookie = Assert.Single(await visit.Page.Context.CookiesAsync());
        Assert.True(cookie.HttpOnly && cookie.SameSite == Microsoft.Playwright.SameSiteAttribute.Strict && cookie.Value != served.KeyOf("reader"));
        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        Assert.Equal("/sign-in", new Uri(visit.Page.Url).AbsolutePath);
        Assert.Empty(await visit.Page.Context.CookiesAsync());
    }

    [Fact]
    public async Task ASession_EndsWithItsKeyAndWithSigningOut()
    {
        var key = await ApiKeys.CreateAsync(served.Database.Source, Role.Reader, "", null, "tests", Cancel);
        var session = await Sessions.BeginAsync(served.Database.Source, key.Id, Cancel);
        using var client = served.Client(session);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/movers"));
        await ApiKeys.RevokeAsync(served.Database.Source, key.Id, "tests", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(client, "/movers"));

        var other = await served.SessionAsync("reader");
        using var ended = served.Client(other);
        await Sessions.EndAsync(served.Database.Source, other, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(ended, "/movers"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(ended, "/api/v1/movers"));
        await Sessions.EndAsync(served.Database.Source, session, Cancel);
        await using var audit = served.Database.Source.CreateCommand($"SELECT string_agg(action, ', ' ORDER BY audit_id) FROM tracker.audit WHERE actor = '{key.Id}' AND subject = 'pages'");
        Assert.Equal("signed in, signed out", await audit.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task TheDatabase_HoldsNoSecretOfASession()
    {
        var session = await served.SessionAsync("reader");
        await using var command = served.Database.Source.CreateCommand("SELECT string_agg(sessions::text, ' ') FROM tracker.sessions");
        Assert.DoesNotContain(session, (string)(await command.ExecuteScalarAsync(Cancel))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALinkOfAnotherSite_LeadsBackToItselfSoThatTheCookieComes()
    {
        using var client = served.Client();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        var page = await client.GetStringAsync(new Uri("/sign-in?to=%2Fmovers%3Fmonth%3D2025-10", UriKind.Relative), Cancel);
        Assert.Contains("<meta http-equiv=\"refresh\" content=\"0;url=/movers?month=2025-10\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    public async Task SigningIn_LeadsNowhereElse(string to)
    {
        using var client = served.Client(await served.SessionAsync("reader"));
        using var response = await client.GetAsync(new Uri($"/sign-in?to={Uri.EscapeDataString(to)}", UriKind.Relative), Cancel);
        Assert.Equal("/", response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.BadRequest)]
    [InlineData("forged", null, HttpStatusCode.BadRequest)]
    [InlineData("own", "https://elsewhere.example", HttpStatusCode.BadRequest)]
    [InlineData("own", null, HttpStatusCode.Redirect)]
    public async Task AForm_BringsTheTokenOfItsSession(string? token, string? origin, HttpStatusCode expected)
    {
        var session = await served.SessionAsync("operator");
        using var client = served.Client(session);
        var page = await client.GetStringAsync(new Uri("/runs", UriKind.Relative), Cancel);
        var own = System.Text.RegularExpressions.Regex.Match(page, "name=\"__token\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        var given = token == "own" ? own : token == "forged" ? new string('A', own.Length) : "";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([new("__token", given)]) };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await client.SendAsync(request, Cancel);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/runs")]
    [InlineData("/API/V1/runs")]
    public async Task TheCookie_OpensOfTheApiOnlyWhatChangesNothing(string path)
    {
        using var client = served.Client(await served.SessionAsync("operator"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/api/v1/months?format=json"));
        using var body = new StringContent("""{"month":"2025-10"}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), body, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task SigningIn_IsThrottled()
    {
        await using var app = await Served.StartAsync(served.Database);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.Single()) };
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 21; i++)
        {
            using var form = new FormUrlEncodedContent([new("key", $"trk_{i}")]);
            using var response = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form, Cancel);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.UnprocessableEntity, 20), HttpStatusCode.TooManyRequests], statuses);
        await app.StopAsync(Cancel);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return response.StatusCode;
    }

    [Fact]
    public async Task AFormThatCannotBeRead_IsRefused()
    {
        using var client = served.Client(await served.SessionAsync("reader"));
        using var form = new FormUrlEncodedContent(Enumerable.Range(0, 1025).Select(i => KeyValuePair.Create($"f{i}", "1")));
        using var response = await client.PostAsync(new Uri("/sign-out", UriKind.Relative), form, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
