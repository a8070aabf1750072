using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>What pages send.</summary>
internal static class Requests
{
    /// <summary>All that a page sends from now on to change something, by method and path.</summary>
    public static IReadOnlyCollection<string> Writes(this IPage page)
    {
        var writes = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (request.Method != "GET") writes.Enqueue($"{request.Method} {new Uri(request.Url).AbsolutePath}");
        };
        return writes;
    }
}
