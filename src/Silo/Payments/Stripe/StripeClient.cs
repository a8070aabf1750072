using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OrleansStore.Grains.Payments;
using OrleansStore.Silo.Configuration;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace OrleansStore.Silo.Payments.Stripe;

/// <summary>Asks Stripe over HTTP: each call within its time, again where that is safe, and told apart by what it leaves open.</summary>
/// <remarks>What is not done only once by its nature has an idempotency key, so that all calls may be repeated. Nothing of a request or an answer is logged but codes.</remarks>
internal sealed partial class StripeClient
{
    /// <summary>The shape of answers that this code was written for.</summary>
    private const string Version = "2024-06-20";

    private readonly HttpClient _http;
    private readonly ILogger<StripeClient> _logger;
    private readonly ResiliencePipeline<StripeReply> _pipeline;

    public StripeClient(HttpClient http, StripeOptions options, TimeProvider time, ILogger<StripeClient> logger)
    {
        (_http, _logger) = (http, logger);
        http.BaseAddress = options.ApiBase;
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.MaxResponseContentBufferSize = StripeLimits.Answer;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        http.DefaultRequestHeaders.Add("Stripe-Version", Version);
        _pipeline = new ResiliencePipelineBuilder<StripeReply> { TimeProvider = time }
            .AddTimeout(StripeLimits.Total)
            .AddRetry(new RetryStrategyOptions<StripeReply>
            {
                ShouldHandle = new PredicateBuilder<StripeReply>()
                    .HandleResult(reply => reply.LeavesOpen && !reply.IsSpent)
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutRejectedException>(),
                MaxRetryAttempts = StripeLimits.Repeats,
                Delay = StripeLimits.Pause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddTimeout(options.Timeout)
            .Build();
    }

    /// <summary>Asks for something to be done.</summary>
    /// <param name="key">The idempotency key; null for what can be done only once by its nature.</param>
    /// <exception cref="PaymentOutcomeUnknownException">It may or may not have been done.</exception>
    public Task<StripeReply> PostAsync(string path, string? key, IEnumerable<KeyValuePair<string, string>> form) => SendAsync(path, () =>
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    });

    /// <summary>Asks how something is.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">There is no answer now.</exception>
    public Task<StripeReply> GetAsync(string path) => SendAsync(path, () => new HttpRequestMessage(HttpMethod.Get, path));

    private async Task<StripeReply> SendAsync(string path, Func<HttpRequestMessage> make)
    {
        StripeReply reply;
        try
        {
            reply = await _pipeline.ExecuteAsync(async cancellation => await OnceAsync(make, cancellation));
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or IOException)
        {
            LogSilent(path.Split('?')[0], e.GetType().Name);
            throw new PaymentOutcomeUnknownException("Stripe did not answer.", e);
        }

        if (reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            LogKeyRefused((int)reply.Status);
            throw new PaymentOutcomeUnknownException("Stripe refuses the API key.");
        }

        if (!reply.LeavesOpen || reply.IsSpent) return reply;
        LogOpen(path.Split('?')[0], (int)reply.Status, reply.Code);
        throw new PaymentOutcomeUnknownException($"Stripe answered {(int)reply.Status}.");
    }

    private async Task<StripeReply> OnceAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        using var request = make();
        using var response = await _http.SendAsync(request, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        var replayed = response.Headers.TryGetValues("Idempotent-Replayed", out var values) && values.Contains("true");
        return new StripeReply(response.StatusCode, body, replayed);
    }

    [LoggerMessage(LogLevel.Warning, "Stripe did not answer {Path} ({Reason}); it is asked again later")]
    private partial void LogSilent(string path, string reason);

    [LoggerMessage(LogLevel.Warning, "Stripe answered {Path} with {Status} {Code}, which leaves open what it did; it is asked again later")]
    private partial void LogOpen(string path, int status, string? code);

    [LoggerMessage(LogLevel.Error, "Stripe refuses the API key ({Status}): no payment can be made. Check Store:Payments:Stripe:ApiKey and what the key may do")]
    private partial void LogKeyRefused(int status);
}

/// <summary>What Stripe answered.</summary>
/// <param name="IsReplayed">It is the first answer to the key once more, and what it tells may have moved on since.</param>
internal sealed record StripeReply(HttpStatusCode Status, byte[] Body, bool IsReplayed)
{
    private StripeError? _error;

    public bool IsDone => Status == HttpStatusCode.OK;

    /// <summary>Whatever it was, it may have been done, or may be done when it is asked again.</summary>
    public bool LeavesOpen => Status is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)Status >= 500 || !IsJson;

    /// <summary>Stripe failed, has written that down as the answer to the key, and will not say anything else under it.</summary>
    public bool IsSpent => IsReplayed && (int)Status >= 500;

    public string? Code => Error.Code ?? Error.Type;

    /// <summary>Why it was not done; empty when Stripe does not say.</summary>
    public StripeError Error => _error ??= (IsDone || !IsJson ? null : Read(StripeJson.Default.StripeFailure).Error) ?? new StripeError();

    // Something that stands between answers in another language.
    private bool IsJson => Body is [(byte)'{', ..];

    /// <exception cref="PaymentOutcomeUnknownException">It is not what Stripe says it is.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new PaymentOutcomeUnknownException("Stripe's answer cannot be read.", e);
        }
    }
}
