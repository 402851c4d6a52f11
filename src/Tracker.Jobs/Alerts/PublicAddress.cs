using System.Net;
using System.Net.Sockets;

namespace Tracker.Jobs.Alerts;

/// <summary>Which addresses lie in the public network: all but those that the registries of special purposes (RFC 6890 and after) set apart.</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] SetApart =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>All that is assigned for one host to reach another lies in here; what is not in it is set apart or unassigned.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] SetApartInGlobal =
        [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20")];

    /// <summary>Whether it is one. An IPv4 address in the clothes of IPv6 is what it holds.</summary>
    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !SetApart.Any(network => network.Contains(plain)),
            AddressFamily.InterNetworkV6 => Global.Contains(plain) && !SetApartInGlobal.Any(network => network.Contains(plain)),
            _ => false,
        };
    }
}
