using System.Net;

namespace Tracker.Jobs.Alerts;

/// <summary>What may be the address of a target.</summary>
public static class TargetUrl
{
    private const int Longest = 2000;

    /// <param name="text">Such as https://alerts.example/tracker.</param>
    /// <param name="allowPrivate">Whether it may be an address that is not public. A name is looked up when an alert is sent.</param>
    /// <param name="allowHttp">Whether it may go without TLS.</param>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Uri Parse(string text, bool allowPrivate, bool allowHttp)
    {
        if (text.Length > Longest || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url is not { Scheme: "https" or "http", UserInfo: "", Fragment: "" })
            throw new FormatException($"url: expected https://HOST/PATH of up to {Longest} characters, without a user or a fragment");
        if (url.Scheme == "http" && !allowHttp)
            throw new FormatException($"url {url.GetLeftPart(UriPartial.Authority)}: expected https, or --allow-http");
        if (!allowPrivate && IPAddress.TryParse(url.IdnHost, out var address) && !PublicAddress.Is(address))
            throw new FormatException($"url {url.GetLeftPart(UriPartial.Authority)}: expected a public address, or --allow-private");
        return url;
    }
}
