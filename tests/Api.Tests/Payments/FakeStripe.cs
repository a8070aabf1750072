using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Silo.Payments.Stripe;

namespace OrleansStore.Api.Tests.Payments;

/// <summary>What goes wrong with a call.</summary>
public enum StripeFault
{
    /// <summary>It is carried out, and its answer comes too late.</summary>
    TimesOutAfterwards,

    /// <summary>It is carried out, answered with 500, and that is remembered for its key.</summary>
    FailsAfterwards,

    /// <summary>It is answered with 500 and nothing is done.</summary>
    Fails,

    /// <summary>Too many calls.</summary>
    Refuses,
}

/// <summary>When the fake tells of what it did.</summary>
public enum StripeTelling
{
    /// <summary>Not at all.</summary>
    Never,

    /// <summary>Before it answers.</summary>
    First,

    /// <summary>Before it answers, thrice.</summary>
    Thrice,

    /// <summary>When it is told to, newest first.</summary>
    Later,
}

/// <summary>Stripe as the store sees it, over real HTTP: payments, idempotency keys, signed webhooks, and what goes wrong with them.</summary>
public sealed class FakeStripe : IAsyncDisposable
{
    public const string ApiKey = "sk_test_of_the_fake";
    public const string Secret = "whsec_of_the_fake";

    private readonly Lock _gate = new();
    private readonly WebApplication _app;
    private readonly HttpClient _teller = new();
    private readonly ConcurrentDictionary<string, FakeIntent> _intents = new();
    private readonly Dictionary<string, (string Form, int Status, string Body)> _keys = [];
    private readonly Dictionary<string, Queue<StripeFault>> _faults = [];
    private readonly List<string> _untold = [];
    private int _ids;

    private FakeStripe(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Where its webhooks go.</summary>
    public Uri? Webhook { get; set; }

    public StripeTelling Telling { get; set; } = StripeTelling.Never;

    /// <summary>How long an answer takes that comes too late.</summary>
    public TimeSpan TooLong { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The statuses that its webhooks were answered with.</summary>
    public ConcurrentQueue<int> Told { get; } = [];

    /// <summary>Whether searches find anything.</summary>
    public bool IsIndexed { get; set; } = true;

    public static async Task<FakeStripe> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var stripe = new FakeStripe(app);
        app.UseRouting();
        app.MapPost("/v1/payment_intents", context => stripe.ServeAsync(context, "create", stripe.Create));
        app.MapPost("/v1/payment_intents/{id}/capture", context => stripe.ServeAsync(context, "capture", form => stripe.Move(context, "requires_capture", "succeeded")));
        app.MapPost("/v1/payment_intents/{id}/cancel", context => stripe.ServeAsync(context, "cancel", form => stripe.Cancel(context, form)));
        app.MapPost("/v1/refunds", context => stripe.ServeAsync(context, "refund", stripe.Refund));
        app.MapGet("/v1/refunds", context => stripe.ServeAsync(context, "list", _ => stripe.List(context.Request.Query)));
        app.MapGet("/v1/payment_intents/search", context => stripe.ServeAsync(context, "search", _ => stripe.Search(context.Request.Query["query"]!)));
        app.MapGet("/v1/payment_intents/{id}", context => stripe.ServeAsync(context, "get", _ => (200, stripe.Intent((string)context.Request.RouteValues["id"]!).Json())));
        await app.StartAsync();
        stripe.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return stripe;
    }

    /// <summary>The payments of an order, in the order in which they were made.</summary>
    public IReadOnlyList<FakeIntent> Of(Guid order) =>
        [.. _intents.Values.Where(i => i.PaymentKey.StartsWith($"{order:N}/", StringComparison.Ordinal)).OrderBy(i => i.Id, StringComparer.Ordinal)];

    /// <summary>The payment that was made last; null before the first.</summary>
    public FakeIntent? Newest => _intents.Values.MaxBy(i => i.Id, StringComparer.Ordinal);

    /// <summary>The next calls of a kind go wrong.</summary>
    public void Fault(string verb, params StripeFault[] faults)
    {
        lock (_gate) _faults[verb] = new Queue<StripeFault>(faults);
    }

    /// <summary>A day goes by.</summary>
    public void ForgetKeys()
    {
        lock (_gate) _keys.Clear();
    }

    /// <summary>All is well again.</summary>
    public void Heal()
    {
        lock (_gate)
        {
            _faults.Clear();
            _untold.Clear();
            (Telling, IsIndexed) = (StripeTelling.Never, true);
            Told.Clear();
        }
    }

    /// <summary>A second payment under the key of another.</summary>
    public FakeIntent MakeAgain(FakeIntent first, string status)
    {
        var second = new FakeIntent($"pi_{Interlocked.Increment(ref _ids):D6}", first.Amount, "usd", first.PaymentKey, first.Store) { Status = status };
        if (status == "succeeded") second.Captures = 1;
        return _intents[second.Id] = second;
    }

    /// <summary>All that went on is told now, newest first.</summary>
    public async Task TellAsync()
    {
        string[] untold;
        lock (_gate)
        {
            untold = [.. _untold.AsEnumerable().Reverse()];
            _untold.Clear();
        }

        foreach (var told in untold) await TellAsync(told);
    }

    /// <summary>Somebody does something at Stripe's own pages, and Stripe tells of it.</summary>
    public Task DoAsync(FakeIntent intent, Action<FakeIntent> act, string type)
    {
        act(intent);
        return TellAsync(Event(type, type.StartsWith("charge", StringComparison.Ordinal) ? intent.ShowCharge() : intent.Show()));
    }

    /// <summary>Sends an event as Stripe would.</summary>
    public async Task<int> TellAsync(string json, string? secret = null, long secondsAgo = 0, string? signature = null)
    {
        var at = (DateTimeOffset.UtcNow.ToUnixTimeSeconds() - secondsAgo).ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, Webhook) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        var signed = StripeSignature.Sign(at, System.Text.Encoding.UTF8.GetBytes(json), secret ?? Secret);
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature ?? $"t={at},v1={new string('0', 64)},v1={signed},v0=old");
        using var response = await _teller.SendAsync(request);
        Told.Enqueue((int)response.StatusCode);
        return (int)response.StatusCode;
    }

    public string Event(string type, object about) =>
        Json(new { id = $"evt_{Interlocked.Increment(ref _ids)}", type, data = new Dictionary<string, object> { ["object"] = about } });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _teller.Dispose();
    }

    private static string Json(object value) => JsonSerializer.Serialize(value);

    private static (int Status, string Body) Error(int status, string type, string? code, object? intent = null) =>
        (status, Json(new { error = new { type, code, payment_intent = intent } }));

    private async Task ServeAsync(HttpContext context, string verb, Func<IFormCollection, (int Status, string Body)> act)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        var key = context.Request.Headers["Idempotency-Key"].FirstOrDefault();
        var text = string.Join('&', form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));
        (int Status, string Body) answer;
        StripeFault? fault = null;
        string[] news = [];
        lock (_gate)
        {
            if (_faults.TryGetValue(verb, out var faults) && faults.TryDequeue(out var next)) fault = next;
            if (context.Request.Headers.Authorization != $"Bearer {ApiKey}") answer = Error(401, "invalid_request_error", null);
            else if (fault == StripeFault.Refuses) answer = Error(429, "invalid_request_error", "rate_limit");
            else if (fault == StripeFault.Fails) answer = Error(500, "api_error", null);
            else if (key is not null && _keys.TryGetValue(key, out var known))
            {
                answer = known.Form == text ? (known.Status, known.Body) : Error(400, "idempotency_error", null);
                context.Response.Headers["Idempotent-Replayed"] = "true";
            }
            else
            {
                var before = _untold.Count;
                answer = act(form);
                news = [.. _untold.Skip(before)];
                if (Telling != StripeTelling.Later) _untold.RemoveRange(before, news.Length);
                if (fault == StripeFault.FailsAfterwards) answer = Error(500, "api_error", null);
                if (key is not null) _keys[key] = (text, answer.Status, answer.Body);
            }
        }

        if (Telling is StripeTelling.First or StripeTelling.Thrice)
        {
            // The store may have to hear the answer before it is through with what it was told.
            var times = Telling == StripeTelling.First ? 1 : 3;
            var telling = Task.WhenAll(news.SelectMany(told => Enumerable.Repeat(told, times)).Select(told => TellAsync(told)));
            await Task.WhenAny(telling, Task.Delay(200));
        }

        if (fault == StripeFault.TimesOutAfterwards) await Task.Delay(TooLong);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body);
    }

    private (int Status, string Body) Create(IFormCollection form)
    {
        if (form["confirm"] != "true" || form["capture_method"] != "manual") return Error(400, "invalid_request_error", "parameter_invalid");
        var intent = new FakeIntent($"pi_{Interlocked.Increment(ref _ids):D6}", long.Parse(form["amount"]!, CultureInfo.InvariantCulture), form["currency"]!, form["metadata[payment_key]"]!, form["metadata[store]"]!);
        _intents[intent.Id] = intent;
        switch ((string?)form["payment_method"])
        {
            case "pm_card_visa":
                intent.Status = "requires_capture";
                News("payment_intent.amount_capturable_updated", intent.Show());
                return (200, intent.Json());
            case "pm_card_visa_chargeDeclined":
                (intent.Status, intent.Error) = ("requires_payment_method", "card_declined");
                News("payment_intent.payment_failed", intent.Show());
                return Error(402, "card_error", "card_declined", intent.Show());
            case "pm_card_authenticationRequired":
                intent.Status = "requires_action";
                News("payment_intent.requires_action", intent.Show());
                return (200, intent.Json());
            default:
                _intents.TryRemove(intent.Id, out _);
                return Error(400, "invalid_request_error", "resource_missing");
        }
    }

    private (int Status, string Body) Move(HttpContext context, string from, string to)
    {
        var intent = Intent((string)context.Request.RouteValues["id"]!);
        if (intent.Status != from) return Error(400, "invalid_request_error", "payment_intent_unexpected_state", intent.Show());
        intent.Status = to;
        if (to == "succeeded") intent.Captures++;
        News(to == "succeeded" ? "payment_intent.succeeded" : "payment_intent.canceled", intent.Show());
        return (200, intent.Json());
    }

    private (int Status, string Body) Cancel(HttpContext context, IFormCollection form)
    {
        var intent = Intent((string)context.Request.RouteValues["id"]!);
        intent.Reason = form["cancellation_reason"];
        return Move(context, intent.Status is "succeeded" or "canceled" ? "never" : intent.Status, "canceled");
    }

    private (int Status, string Body) Refund(IFormCollection form)
    {
        var intent = Intent(form["payment_intent"]!);
        var amount = long.Parse(form["amount"]!, CultureInfo.InvariantCulture);
        if (intent.Status != "succeeded" || amount > intent.Amount - intent.Refunded)
            return Error(400, "invalid_request_error", intent.Refunded == intent.Amount ? "charge_already_refunded" : "amount_too_large");
        var refund = new FakeRefund($"re_{Interlocked.Increment(ref _ids)}", intent, amount, form["metadata[refund]"]!);
        intent.Refunds.Add(refund);
        News("charge.refunded", intent.ShowCharge());
        return (200, Json(refund.Show()));
    }

    private (int Status, string Body) List(IQueryCollection query)
    {
        var after = (string?)query["starting_after"];
        var all = Intent(query["payment_intent"]!).Refunds.AsEnumerable().Reverse();
        var older = (after is null ? all : all.SkipWhile(r => r.Id != after).Skip(1)).ToArray();
        var limit = int.Parse(query["limit"]!, CultureInfo.InvariantCulture);
        return (200, Json(new { data = older.Take(limit).Select(r => r.Show()), has_more = older.Length > limit }));
    }

    private (int Status, string Body) Search(string query)
    {
        var found = _intents.Values.Where(i => IsIndexed && query.Contains($"'{i.PaymentKey}'", StringComparison.Ordinal) && query.Contains($"'{i.Store}'", StringComparison.Ordinal));
        return (200, Json(new { data = found.Select(i => i.Show()) }));
    }

    private FakeIntent Intent(string id) => _intents[id];

    private void News(string type, object about)
    {
        if (Telling != StripeTelling.Never) _untold.Add(Event(type, about));
    }
}

/// <summary>A payment at the fake.</summary>
public sealed class FakeIntent(string id, long amount, string currency, string paymentKey, string store)
{
    public string Id => id;

    public long Amount => amount;

    public string PaymentKey => paymentKey;

    public string Store => store;

    public string Status { get; set; } = "";

    public string? Reason { get; set; }

    public string? Error { get; set; }

    /// <summary>How often its money was taken.</summary>
    public int Captures { get; set; }

    public List<FakeRefund> Refunds { get; } = [];

    /// <summary>What was given back at the fake's own pages.</summary>
    public long ByHand { get; set; }

    public long Refunded => ByHand + Refunds.Where(r => r.Status == "succeeded").Sum(r => r.Amount);

    public string Json() => JsonSerializer.Serialize(Show());

    public object Show() => new
    {
        id,
        @object = "payment_intent",
        amount,
        currency,
        status = Status,
        cancellation_reason = Reason,
        last_payment_error = Error is null ? null : new { type = "card_error", code = Error },
        latest_charge = Captures == 0 ? null : ShowCharge(),
        metadata = new { store, payment_key = paymentKey },
    };

    public object ShowCharge() => new
    {
        id = "ch_" + id,
        @object = "charge",
        amount,
        currency,
        amount_refunded = Refunded,
        payment_intent = id,
        metadata = new { store, payment_key = paymentKey },
    };
}

/// <summary>Money given back at the fake.</summary>
public sealed class FakeRefund(string id, FakeIntent intent, long amount, string number)
{
    public string Id => id;

    public long Amount => amount;

    public string Status { get; set; } = "succeeded";

    public object Show() => new
    {
        id,
        @object = "refund",
        amount,
        currency = "usd",
        status = Status,
        payment_intent = intent.Id,
        failure_reason = Status == "failed" ? "expired_or_canceled_card" : null,
        metadata = new { store = intent.Store, payment_key = intent.PaymentKey, refund = number },
    };
}
