using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Tracker.Storage.Access;

namespace Tracker.Api.Access;

/// <summary>Who may: one policy a role, each met by the roles after it too. What names none is for those who have a key.</summary>
internal static class Roles
{
    public static void Add(IServiceCollection services)
    {
        // The core alone: nothing here is signed or encrypted, so no key ring is made or written.
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = KeyAuthentication.Scheme;
            options.AddScheme<KeyAuthentication>(KeyAuthentication.Scheme, null);
            options.AddScheme<SessionAuthentication>(SessionAuthentication.Scheme, null);
        });
        services.AddTransient<KeyAuthentication>();
        services.AddTransient<SessionAuthentication>();
        services.Configure<AuthenticationSchemeOptions>(KeyAuthentication.Scheme, options => options.ForwardDefaultSelector = SessionAuthentication.For);
        services.AddSingleton(UrlEncoder.Default);
        var builder = services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var role in Enum.GetValues<Role>())
            builder.AddPolicy($"{role}", policy => policy.RequireAuthenticatedUser().RequireAssertion(context => RoleOf(context.User) >= role));
    }

    /// <summary>The endpoint is for this role and those after it.</summary>
    public static T For<T>(this T builder, Role role)
        where T : IEndpointConventionBuilder =>
        builder.RequireAuthorization($"{role}").WithMetadata(new Needs(role));

    /// <summary>The id of the key that the request came with.</summary>
    public static string KeyOf(HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier)!;

    public static ClaimsPrincipal Principal(ApiKey key) => Principal(key.Id, key.Role);

    /// <param name="id">For the audit log and the rate limits.</param>
    /// <param name="role">What they may.</param>
    public static ClaimsPrincipal Principal(string id, Role role) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id), new(ClaimTypes.Role, $"{role}")], KeyAuthentication.Scheme));

    /// <summary>Null for who is not known.</summary>
    public static Role? RoleOf(ClaimsPrincipal user) => Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role) ? role : null;
}

/// <summary>Of an endpoint: the least role that may.</summary>
internal sealed record Needs(Role Role);
