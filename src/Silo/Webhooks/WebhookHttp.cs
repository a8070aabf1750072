using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.Outbound;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Webhooks;

/// <summary>Calls the addresses of integrators: no redirects, no proxy, and only addresses that were looked at right before.</summary>
/// <remarks>
/// A name is resolved here and the connection made to the very address that was checked, so a name that leads elsewhere a
/// moment later leads nowhere. Connections are renewed, so that each name is looked at again.
/// </remarks>
public sealed class WebhookHttp : IDisposable
{
    /// <summary>How long a connection is used before its name is resolved again.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    /// <summary>Kilobytes of a receiver's headers; its body is not read.</summary>
    private const int ResponseHeaders = 32;

    private readonly HttpMessageInvoker _http;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;

    /// <summary>For the store's settings.</summary>
    /// <param name="resolve">How names are resolved.</param>
    public WebhookHttp(StoreOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (_options, _time) = (options.Webhooks, time);
        resolve ??= Dns.GetHostAddressesAsync;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = ConnectionLife,
            MaxResponseHeadersLength = ResponseHeaders,
            MaxConnectionsPerServer = WebhookLimits.Parallel,
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, resolve, cancellation),
        });
    }

    /// <summary>What is wrong with an address that somebody wants to be called; null when nothing is. Names are looked at when they are called.</summary>
    public static string? Objection(string url, WebhookOptions options)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return "'url' must be an address that begins with https://.";
        if (uri.Scheme != Uri.UriSchemeHttps && !(options.AllowPrivate && uri.Scheme == Uri.UriSchemeHttp)) return "'url' must begin with https://.";
        if (uri.UserInfo.Length > 0) return "'url' must not hold a user name or password; messages are signed.";
        if (uri.Fragment.Length > 0) return "'url' must not hold a fragment.";
        if (options.AllowPrivate) return null;
        if (!PublicAddresses.IsPort(uri.Port)) return $"'url' must not lead to port {uri.Port}.";
        return IPAddress.TryParse(uri.IdnHost, out var address) && !PublicAddresses.Contains(address) ? "'url' must lead to the public internet." : null;
    }

    /// <summary>Sends a message once.</summary>
    public async Task<DeliveryOutcome> SendAsync(string url, string secret, Guid id, byte[] body, CancellationToken cancellation)
    {
        // Settings may have changed since it was subscribed.
        if (Objection(url, _options) is { } objection) return new DeliveryOutcome(objection);
        using var request = New(url, secret, id, body);
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            var status = (int)response.StatusCode;
            return status is >= 200 and < 300 ? new DeliveryOutcome(null, status) : new DeliveryOutcome($"answered {status}", status);
        }
        catch (HttpRequestException e)
        {
            return new DeliveryOutcome(e.InnerException is ForbiddenAddressException forbidden ? forbidden.Message : Reason(e));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage New(string url, string secret, Guid id, byte[] body)
    {
        var (name, timestamp) = (id.ToString(), _time.GetUtcNow().ToUnixTimeSeconds());
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("OrleansStore-Webhooks", "1"));
        request.Headers.Add(WebhookSignature.IdHeader, name);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, name, timestamp, body));
        return request;
    }

    private async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellation)
    {
        var addresses = await resolve(target.Host, cancellation);
        // One that is forbidden spoils all: a name that leads to both is up to no good.
        if (!_options.AllowPrivate && (addresses.Length == 0 || Array.Exists(addresses, a => !PublicAddresses.Contains(a))))
            throw new ForbiddenAddressException("the name leads to an address that is not on the public internet");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Reason(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the name cannot be resolved",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no secure connection",
        HttpRequestError.ConfigurationLimitExceeded => "answered too much",
        _ => "the connection broke",
    };
}
