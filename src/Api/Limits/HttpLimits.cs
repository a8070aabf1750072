using Microsoft.AspNetCore.Server.Kestrel.Core;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Limits;

/// <summary>Limits of HTTP itself, each with its reason; they hold before anything of the store runs.</summary>
internal static class HttpLimits
{
    /// <summary>A browser sends some 20, a chain of proxies some 20 more.</summary>
    public const int HeaderCount = 64;

    /// <summary>Tokens have some 500 bytes; a header beyond that is nobody's.</summary>
    public const int HeaderBytes = 16 * 1024;

    /// <summary>Method and address; the longest search with all its parameters has a quarter of it.</summary>
    public const int UrlBytes = 8 * 1024;

    /// <summary>TCP connections: all live ones and as many again.</summary>
    public const int Connections = 40_000;

    /// <summary>Streams of one HTTP/2 connection.</summary>
    public const int StreamsPerConnection = 100;

    /// <summary>How long a request's headers may take to arrive: who drips them holds a connection for nothing.</summary>
    public static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a JSON body may take to arrive whole: the largest does in two seconds over a slow line (4 Mbit/s), and until
    /// then it takes one of the places for requests under way. Files to import take as long as they need.
    /// </summary>
    public static readonly TimeSpan BodyTime = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may be quiet between two requests; longer than the proxies of <c>deploy/</c> keep theirs.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(130);

    /// <summary>Who sends or takes bytes more slowly than a bad modem is cut off, after a time to begin.</summary>
    private static MinDataRate Slowest => new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    public static void Apply(KestrelServerLimits kestrel, LimitOptions options)
    {
        // Larger bodies are refused by their readers; up to here the rest is read, so that the refusal can be read too.
        kestrel.MaxRequestBodySize = Math.Max(64L << 20, options.BodyBytes);
        kestrel.MaxRequestHeaderCount = HeaderCount;
        kestrel.MaxRequestHeadersTotalSize = HeaderBytes;
        kestrel.MaxRequestLineSize = UrlBytes;
        kestrel.RequestHeadersTimeout = HeaderTime;
        kestrel.KeepAliveTimeout = KeepAlive;
        kestrel.MaxConcurrentConnections = Connections;
        kestrel.MinRequestBodyDataRate = kestrel.MinResponseDataRate = Slowest;
        kestrel.Http2.MaxStreamsPerConnection = StreamsPerConnection;
    }
}
