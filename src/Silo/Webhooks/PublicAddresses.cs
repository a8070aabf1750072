using System.Net;
using System.Net.Sockets;

namespace OrleansStore.Silo.Webhooks;

/// <summary>
/// Which addresses the store calls when somebody else names them: those of the public internet. Everything else could be
/// a machine behind the firewall, the cloud's metadata or the store itself.
/// </summary>
public static class PublicAddresses
{
    // IANA's registries of special addresses: whatever is not globally reachable, and multicast.
    private static readonly IPNetwork[] Special =
    [
        .. Networks(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        // Of IPv6 only what is global unicast is looked at, below; within it: protocols (Teredo and ORCHID among them), documentation, 6to4.
        .. Networks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Whether the store may call it.</summary>
    /// <remarks>IPv6 addresses that hold an IPv4 address (mapped, 6to4, NAT64, Teredo) are refused whatever they hold.</remarks>
    public static bool Contains(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !IsSpecial(address),
        // A network takes a mapped address for the IPv4 address in it, so that one is told apart first.
        AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6 && GlobalUnicast.Contains(address) && !IsSpecial(address),
        _ => false,
    };

    /// <summary>Whether the store may call the port: the web's, and those that are nobody's.</summary>
    public static bool IsPort(int port) => port is 80 or 443 or >= 1024;

    private static bool IsSpecial(IPAddress address) => Array.Exists(Special, network => network.Contains(address));

    private static IEnumerable<IPNetwork> Networks(params string[] networks) => networks.Select(n => IPNetwork.Parse(n));
}

/// <summary>Why a webhook's address is not called; the text is for its owner.</summary>
public sealed class ForbiddenAddressException(string message) : Exception(message);
