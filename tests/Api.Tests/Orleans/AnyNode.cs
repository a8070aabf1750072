namespace OrleansStore.Api.Tests.Orleans;

/// <summary>What a load balancer does: a node that does not answer is left for the next one. Whoever asks, asks again.</summary>
internal sealed class AnyNode(params Uri[] nodes) : DelegatingHandler(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) })
{
    private int _next;

    /// <summary>A client of the store, whichever node serves it.</summary>
    public static HttpClient Client(params Uri[] nodes) =>
        new(new AnyNode(nodes)) { BaseAddress = new Uri("http://store.invalid"), Timeout = TimeSpan.FromSeconds(20) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var node = nodes[(uint)Volatile.Read(ref _next) % nodes.Length];
        request.RequestUri = new Uri(node, request.RequestUri!.PathAndQuery);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Interlocked.Increment(ref _next);
            throw;
        }
    }
}
