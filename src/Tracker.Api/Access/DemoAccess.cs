using System.Net;
using System.Security.Claims;
using Tracker.Storage.Access;

namespace Tracker.Api.Access;

/// <summary>
/// In the demo who sits at the machine needs no key. A page of another site that the same browser shows does, also where its name has come to mean this machine,
/// and so does what a proxy passes on.
/// </summary>
/// <param name="isOn">Whether this is the demo.</param>
internal sealed class DemoAccess(bool isOn)
{
    public const string Id = "demo";

    private static readonly string[] Passed = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    public static ClaimsPrincipal Principal { get; } = Roles.Principal(Id, Role.Operator);

    public bool Allows(HttpContext http)
    {
        var request = http.Request;
        return isOn
            && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && IsThisMachine(request.Host.Host)
            && (request.Headers.Origin.Count == 0 || request.Headers.Origin == $"{request.Scheme}://{request.Host}")
            && !Passed.Any(request.Headers.ContainsKey);
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
