using System.Net;
using System.Net.Sockets;

namespace OrleansStore.Deploy.Tests.LocalCluster;

/// <summary>Loopback ports.</summary>
internal static class Ports
{
    /// <summary>A port that was free a moment ago.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
