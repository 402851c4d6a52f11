using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Tracker.Api.Answers;
using Tracker.Storage;
using Tracker.Storage.Access;

namespace Tracker.Api.Access;

/// <summary>
/// Knows people by the cookie that signing in to the pages gave them. It is looked up at each request, so that a session ends with its key. Of the API it opens
/// what changes nothing: a form of another site cannot send the header that the rest asks for.
/// </summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TrackerDatabase database, DemoAccess demo)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Session";
    public const string Cookie = "tracker_session";
    public const string SignIn = "/sign-in";

    private const int LongestSecret = 100;

    /// <summary>Which scheme a request is for: that of keys (null) where it brings one or is of a program.</summary>
    public static string? For(HttpContext http) =>
        !http.Request.Headers.ContainsKey(KeyAuthentication.Header) && (SecretOf(http) is not null || WantsPage(http)) ? Scheme : null;

    /// <summary>Whether an answer is for people: an error is a page then, and who is not signed in is led to the form.</summary>
    public static bool WantsPage(HttpContext http) =>
        !IsApi(http)
        && !http.Request.Headers.ContainsKey(KeyAuthentication.Header)
        && http.Request.GetTypedHeaders().Accept.Any(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>What the cookie holds; null where there is none.</summary>
    public static string? SecretOf(HttpContext http) =>
        http.Request.Cookies[Cookie] is { Length: > 0 and <= LongestSecret } secret ? secret : null;

    public static void Give(HttpContext http, string secret) => http.Response.Cookies.Append(Cookie, secret, CookieFor(http, Sessions.Lifetime));

    public static void Take(HttpContext http) => http.Response.Cookies.Delete(Cookie, CookieFor(http, null));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.Features.Get<IExceptionHandlerFeature>() is not null)
            return AuthenticateResult.NoResult(); // the page of an error is for anyone, and the database may be what failed
        if (SecretOf(Context) is not { } secret || (IsApi(Context) && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method)))
            return InDemo() ?? AuthenticateResult.NoResult();
        return await Sessions.FindAsync(database.Source, secret, Context.RequestAborted) is { State: KeyState.Usable } key
            ? AuthenticateResult.Success(new(Roles.Principal(key), Scheme))
            : InDemo() ?? AuthenticateResult.Fail("the session is over");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (WantsPage(Context))
        {
            var wanted = HttpMethods.IsGet(Request.Method) ? Request.PathBase + Request.Path + Request.QueryString : "/";
            Response.Redirect(QueryHelpers.AddQueryString(Request.PathBase + SignIn, "to", wanted));
            return Task.CompletedTask;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = KeyAuthentication.Scheme;
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        if (Context.GetEndpoint()?.Metadata.GetMetadata<Needs>() is { } needs)
            Problems.Say(Context, $"expected a key of the role {needs.Role.ToString().ToLowerInvariant()}");
        return Task.CompletedTask;
    }

    /// <summary>The demo does without sessions: its browser may still have the cookie of another service on this machine.</summary>
    private AuthenticateResult? InDemo() => demo.Allows(Context) ? AuthenticateResult.Success(new(DemoAccess.Principal, Scheme)) : null;

    /// <summary>Paths are routed whatever their case.</summary>
    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static CookieOptions CookieFor(HttpContext http, TimeSpan? age) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", MaxAge = age, IsEssential = true };
}
