using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Tracker.Api.Answers;
using Tracker.Storage.Access;

namespace Tracker.Api.Access;

/// <summary>Knows people by the key in X-Api-Key. Whether it is good is asked after each request came, so what is revoked or expires ends at once.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownKeys keys, DemoAccess demo)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string Header = "X-Api-Key";

    private const int LongestKey = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(Header, out var given) || StringValues.IsNullOrEmpty(given))
            return demo.Allows(Context) ? AuthenticateResult.Success(new(DemoAccess.Principal, Scheme)) : AuthenticateResult.NoResult();
        var key = given.ToString();
        var found = given.Count == 1 && key.Length is > 0 and <= LongestKey
            ? await keys.FindAsync(key, await LatestState.OfAsync(Context), Context.RequestAborted)
            : null;
        return found switch
        {
            null => Refuse("the key is not known"),
            { State: KeyState.Expired } => Refuse($"the key {found.Id} has expired"),
            { State: KeyState.Revoked } => Refuse($"the key {found.Id} was revoked"),
            _ => AuthenticateResult.Success(new(Roles.Principal(found), Scheme)),
        };
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Scheme;
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        if (Context.GetEndpoint()?.Metadata.GetMetadata<Needs>() is { } needs)
            Problems.Say(Context, $"expected a key of the role {needs.Role.ToString().ToLowerInvariant()}");
        return Task.CompletedTask;
    }

    private AuthenticateResult Refuse(string reason)
    {
        Problems.Say(Context, reason);
        return AuthenticateResult.Fail(reason);
    }
}
