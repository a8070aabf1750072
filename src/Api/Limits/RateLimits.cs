using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Primitives;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Metrics;

namespace OrleansStore.Api.Limits;

/// <summary>Counts calls by who makes them and what class they are of, and refuses what is too fast.</summary>
/// <remarks>
/// Each node counts by itself: what several nodes allow together is so many times as much. A shared count would cost every
/// request a call.
/// </remarks>
internal sealed class RateLimits : IDisposable
{
    /// <summary>Longest time that is told to wait; nobody should believe that he is locked out.</summary>
    private const int LongestWait = 60;

    private readonly Budget[] _budgets;
    private readonly TimeProvider _time;
    private readonly bool _isCounted;
    private readonly Meter _meter = new(StoreMeter.Name);

    public RateLimits(StoreOptions options, TimeProvider time)
    {
        (_time, _isCounted) = (time, options.Limits.Counted);
        var rates = options.Limits.Rates;
        _budgets =
        [
            new("read", rates.Read, time), new("write", rates.Write, time), new("login", rates.Login, time), new("checkout", rates.Checkout, time),
            new("heavy", rates.Heavy, time), new("live", rates.Live, time), new("message", rates.Message, time),
        ];
        _meter.CreateObservableCounter("store.requests.limited", Refused, description: "Calls refused as too fast, by class.");
        _meter.CreateObservableGauge("store.limits.buckets", () => _budgets.Sum(b => b.Buckets.Count), description: "Users and addresses whose calls are counted now.");
    }

    /// <summary>Counts a request, and says in its answer what is left.</summary>
    /// <returns>The refusal when it is too fast.</returns>
    public Problem? Take(HttpContext context, Caller caller)
    {
        var limit = Limited.Of(context);
        if (limit == LimitClass.Free || !_isCounted) return null;
        var address = context.Connection.RemoteIpAddress;
        if ((limit == LimitClass.Login ? LimitKey.Of(address) : LimitKey.Of(caller, address)) is not { } key) return null;
        var budget = _budgets[(int)limit];
        var headers = context.Response.Headers;
        var refusal = Take(budget, key, out var left);
        headers[RateHeaders.Policy] = budget.Policy;
        headers[RateHeaders.Left] = budget.Left(left);
        return refusal;
    }

    /// <summary>Counts one of several things that a request asks for.</summary>
    public Problem? Take(LimitClass limit, Caller caller, IPAddress? address)
    {
        if (limit == LimitClass.Free || !_isCounted) return null;
        var key = limit == LimitClass.Login ? LimitKey.Of(address) : LimitKey.Of(caller, address);
        return key is { } user ? Take(_budgets[(int)limit], user, out _) : null;
    }

    /// <summary>Counts something that is no request.</summary>
    public Problem? Take(LimitClass limit, Guid user) => _isCounted ? Take(_budgets[(int)limit], LimitKey.Of(user), out _) : null;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private Problem? Take(Budget budget, in LimitKey key, out long left)
    {
        var now = _time.GetTimestamp();
        var wait = budget.Buckets.Of(key, now).Take(now, budget.Rate, out left);
        if (wait == 0) return null;
        Interlocked.Increment(ref budget.Refused);
        var seconds = Math.Min(LongestWait, ((wait - 1) / _time.TimestampFrequency) + 1);
        return new Problem(429, "rateLimited", "You ask faster than is allowed; wait as long as Retry-After says.") { RetryAfter = (int)seconds }.With("budget", budget.Name);
    }

    private IEnumerable<Measurement<long>> Refused() =>
        _budgets.Select(b => new Measurement<long>(Interlocked.Read(ref b.Refused), new KeyValuePair<string, object?>("class", b.Name)));

    /// <summary>One class.</summary>
    private sealed class Budget
    {
        /// <summary>Texts that are kept; larger bursts are for trials.</summary>
        private const int MostTexts = 10_001;

        private readonly StringValues[] _texts;
        private readonly RateOptions _rate;

        [SuppressMessage("Design", "CA1051", Justification = "Counted with Interlocked, which needs the field itself.")]
        public long Refused;

        public Budget(string name, RateOptions rate, TimeProvider time)
        {
            Name = name;
            Rate = BucketRate.Of(rate, time.TimestampFrequency);
            Buckets = new BucketTable(time.TimestampFrequency);
            Policy = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={rate.Burst};w={Math.Max(1, rate.Burst / rate.PerSecond)}");
            _rate = rate;
            _texts = new StringValues[Math.Min(rate.Burst + 1, MostTexts)];
        }

        public string Name { get; }

        public BucketRate Rate { get; }

        public BucketTable Buckets { get; }

        /// <summary>So many calls in so many seconds.</summary>
        public StringValues Policy { get; }

        /// <summary>Calls that are left, and seconds until all of them are again.</summary>
        public StringValues Left(long ticks)
        {
            var calls = (int)(ticks / Rate.Interval);
            if (calls >= _texts.Length) return Text(calls);
            // Written twice at worst, with the same text.
            if (_texts[calls].Count == 0) _texts[calls] = Text(calls);
            return _texts[calls];
        }

        private string Text(int calls) =>
            string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";r={calls};t={(_rate.Burst - calls + _rate.PerSecond - 1) / _rate.PerSecond}");
    }
}

/// <summary>The headers of draft-ietf-httpapi-ratelimit-headers-10.</summary>
internal static class RateHeaders
{
    /// <summary>What is allowed.</summary>
    public const string Policy = "RateLimit-Policy";

    /// <summary>What is left of it.</summary>
    public const string Left = "RateLimit";
}
