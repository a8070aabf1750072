using System.Globalization;
using OrleansStore.Api.Access;
using OrleansStore.ReadModels;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Http;

/// <summary>Maps use cases to addresses: one line a route; who asks, how often, and how it is answered is decided here, once. Every route says whom it is <see cref="Policies.For"/>.</summary>
internal sealed class Routes(IEndpointRouteBuilder endpoints, Commands commands, AuditTrail audit, IReadModels reads, StoreOptions options, TimeProvider time)
{
    private static readonly string[] ReadHeaders = ["If-None-Match", "Store-Min-Position"];

    private string tag = "";

    /// <summary>The same for another chapter of the documentation.</summary>
    public Routes Tagged(string name) => new(endpoints, commands, audit, reads, options, time) { tag = name };

    public IEndpointConventionBuilder Post<T>(string pattern, Func<Call, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("POST", pattern, once: true, context => handle);

    public IEndpointConventionBuilder Post<T>(string pattern, Func<Call, Guid, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("POST", pattern, once: true, context => Bind(context, handle));

    public IEndpointConventionBuilder Post<T>(string pattern, Func<Call, Guid, int, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("POST", pattern, once: true, context =>
            Id(context, "id") is { } id && int.TryParse(context.Request.RouteValues["number"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? (call, input) => handle(call, id, number, input)
                : null);

    /// <summary>The same for a thing that has a name instead of an id.</summary>
    public IEndpointConventionBuilder Post<T>(string pattern, Func<Call, string, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("POST", pattern, once: true, context =>
            context.Request.RouteValues["name"] is string name ? (call, input) => handle(call, name, input) : null);

    /// <summary>A POST that changes nothing and whose answer is a secret: it is never remembered for an Idempotency-Key.</summary>
    public IEndpointConventionBuilder PostAlways<T>(string pattern, Func<Call, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("POST", pattern, once: false, context => handle).Heeds();

    /// <summary>The same where it matters from where it comes.</summary>
    public IEndpointConventionBuilder PostAlways<T>(string pattern, Func<HttpContext, Call, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("POST", pattern, once: false, context => (call, input) => handle(context, call, input)).Heeds();

    public IEndpointConventionBuilder Patch<T>(string pattern, Func<Call, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("PATCH", pattern, once: false, context => handle);

    public IEndpointConventionBuilder Patch<T>(string pattern, Func<Call, Guid, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("PATCH", pattern, once: false, context => Bind(context, handle));

    public IEndpointConventionBuilder Put<T>(string pattern, Func<Call, Guid, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("PUT", pattern, once: false, context => Bind(context, handle));

    public IEndpointConventionBuilder Put<T>(string pattern, Func<Call, Guid, Guid, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("PUT", pattern, once: false, context => Bind(context, handle));

    public IEndpointConventionBuilder Delete<T>(string pattern, Func<Call, Guid, T, Task<Answer>> handle)
        where T : class, IInput => Command<T>("DELETE", pattern, once: false, context => Bind(context, handle));

    public IEndpointConventionBuilder Delete(string pattern, Func<Call, Task<Answer>> handle) =>
        Command<NoInput>("DELETE", pattern, once: false, context => (call, _) => handle(call));

    public IEndpointConventionBuilder Delete(string pattern, Func<Call, Guid, Task<Answer>> handle) =>
        Command<NoInput>("DELETE", pattern, once: false, context => Id(context, "id") is { } id ? (call, _) => handle(call, id) : null);

    public IEndpointConventionBuilder Delete(string pattern, Func<Call, Guid, Guid, Task<Answer>> handle) =>
        Command<NoInput>("DELETE", pattern, once: false, context =>
            Id(context, "id") is { } id && Second(context) is { } second ? (call, _) => handle(call, id, second) : null);

    public IEndpointConventionBuilder Get(string pattern, Func<Call, Task<Answer>> handle) =>
        Query(pattern, (call, context) => KnownParameters.Check(context.Request, []) is { } problem ? Task.FromResult<Answer>(problem) : handle(call));

    public IEndpointConventionBuilder Get(string pattern, Func<Call, Guid, Task<Answer>> handle) =>
        Query(pattern, (call, context) =>
            KnownParameters.Check(context.Request, []) is { } problem ? Task.FromResult<Answer>(problem)
            : Id(context, "id") is { } id ? handle(call, id)
            : NotFound);

    public IEndpointConventionBuilder Get(string pattern, Func<Call, Guid, Guid, Task<Answer>> handle) =>
        Query(pattern, (call, context) =>
            KnownParameters.Check(context.Request, []) is { } problem ? Task.FromResult<Answer>(problem)
            : Id(context, "id") is { } id && Second(context) is { } second ? handle(call, id, second)
            : NotFound);

    /// <summary>A read that takes parameters of its own.</summary>
    public IEndpointConventionBuilder Get(string pattern, string[] parameters, Func<Call, IQueryCollection, Task<Answer>> handle) =>
        Query(pattern, (call, context) =>
            KnownParameters.Check(context.Request, parameters) is { } problem ? Task.FromResult<Answer>(problem) : handle(call, context.Request.Query)).With(parameters);

    /// <inheritdoc cref="Get(string, string[], Func{Call, IQueryCollection, Task{Answer}})"/>
    public IEndpointConventionBuilder Get(string pattern, string[] parameters, Func<Call, Guid, IQueryCollection, Task<Answer>> handle) =>
        Query(pattern, (call, context) =>
            KnownParameters.Check(context.Request, parameters) is { } problem ? Task.FromResult<Answer>(problem)
            : Id(context, "id") is { } id ? handle(call, id, context.Request.Query)
            : NotFound).With(parameters);

    /// <summary>A list of which nothing is asked but the page.</summary>
    public IEndpointConventionBuilder Page(string pattern, Func<Call, ListQuery, Task<Answer>> handle) => Query(pattern, (call, context) =>
        ListQuery.ReadPage(context.Request, out var query) is { } problem ? Task.FromResult<Answer>(problem) : handle(call, query)).With(ListQuery.PageParameters);

    /// <inheritdoc cref="Page(string, Func{Call, ListQuery, Task{Answer}})"/>
    public IEndpointConventionBuilder Page(string pattern, Func<Call, Guid, ListQuery, Task<Answer>> handle) => Query(pattern, (call, context) =>
        ListQuery.ReadPage(context.Request, out var query) is { } problem ? Task.FromResult<Answer>(problem)
        : Id(context, "id") is { } id ? handle(call, id, query)
        : NotFound).With(ListQuery.PageParameters);

    public IEndpointConventionBuilder List(string pattern, Func<Call, ListQuery, Task<Answer>> handle) => Query(pattern, (call, context) =>
        ListQuery.Read(context.Request, out var query) is { } problem ? Task.FromResult<Answer>(problem) : handle(call, query)).With(ListQuery.Parameters);

    public IEndpointConventionBuilder List(string pattern, Func<Call, Guid, ListQuery, Task<Answer>> handle) => Query(pattern, (call, context) =>
        ListQuery.Read(context.Request, out var query) is { } problem ? Task.FromResult<Answer>(problem)
        : Id(context, "id") is { } id ? handle(call, id, query)
        : NotFound).With(ListQuery.Parameters);

    /// <summary>A read of what came after a position.</summary>
    public IEndpointConventionBuilder After(string pattern, Func<Call, AfterQuery, Task<Answer>> handle) => Query(pattern, (call, context) =>
        AfterQuery.Read(context.Request, out var query) is { } problem ? Task.FromResult<Answer>(problem) : handle(call, query)).With(AfterQuery.Parameters);

    /// <summary>A read that writes its own answer; for what is asked thousands of times a second.</summary>
    public IEndpointConventionBuilder Raw(string pattern, RequestDelegate handle) =>
        endpoints.MapGet(pattern, handle).Documented(tag, null).Heeds(ReadHeaders);

    /// <summary>A command that reads its own body.</summary>
    public IEndpointConventionBuilder RawPost(string pattern, Func<HttpContext, Task<Answer>> handle) =>
        endpoints.MapPost(pattern, (RequestDelegate)(async context => await Replies.WriteAsync(context, await NoteAsync(context, await handle(context))))).Documented(tag, null).Heeds();

    /// <summary>What was done by a permission is in the audit trail before it is answered.</summary>
    private ValueTask<Answer> NoteAsync(HttpContext context, Answer answer)
    {
        var (caller, policy) = Admission.Of(context);
        return audit.NoteAsync(caller, policy, Admission.Operation(context), answer);
    }

    private static Task<Answer> NotFound => Task.FromResult<Answer>(Problems.NotFound());

    private IEndpointConventionBuilder Query(string pattern, Func<Call, HttpContext, Task<Answer>> handle) =>
        endpoints.MapGet(pattern, (RequestDelegate)(async context =>
        {
            var admission = Admission.Of(context);
            Problem? refusal = null;
            if (Preconditions.AsksPosition(context.Request, out var position))
                refusal = await Preconditions.AwaitPositionAsync(reads, position, context.GetEndpoint()?.Metadata.GetMetadata<ReadsFrom>()?.Projection, context.RequestAborted);
            var answer = refusal ?? await handle(new Call(admission.Caller, admission.Policy, Admission.Operation(context)) { Cancellation = context.RequestAborted }, context);
            if (answer is { Version: > 0, Joined: false } && Preconditions.IsKnown(context.Request, $"\"{answer.Version}\"")) answer = answer with { Status = 304 };
            await Replies.WriteAsync(context, answer);
        })).Documented(tag, null).Heeds(ReadHeaders);

    /// <param name="once">Whether an Idempotency-Key counts.</param>
    /// <param name="bind">The use case with what the address names, or null when that cannot be.</param>
    private IEndpointConventionBuilder Command<T>(string method, string pattern, bool once, Func<HttpContext, Func<Call, T, Task<Answer>>?> bind)
        where T : class, IInput => endpoints.MapMethods(pattern, [method], (RequestDelegate)(async context =>
        {
            await Replies.WriteAsync(context, await NoteAsync(context, await RunAsync(context, once, bind)));
        })).Documented(tag, typeof(T)).Heeds(once ? ["Idempotency-Key", "If-Match"] : ["If-Match"]);

    private async Task<Answer> RunAsync<T>(HttpContext context, bool once, Func<HttpContext, Func<Call, T, Task<Answer>>?> bind)
        where T : class, IInput
    {
        var request = context.Request;
        if (bind(context) is not { } handle) return Problems.NotFound();
        if (Preconditions.ReadIfMatch(request, out var expectedVersion) is { } stale) return stale;
        var (body, unreadable) = await RequestBody.ReadAsync(request, options.Limits.BodyBytes, time);
        if (unreadable is not null) return unreadable;
        var (caller, policy) = Admission.Of(context);
        var key = once && request.Headers.TryGetValue("Idempotency-Key", out var named) ? named.ToString() : null;
        var incoming = new Incoming(caller, policy, Admission.Operation(context), key, expectedVersion, Replies.TraceId(context));
        return await commands.RunAsync(incoming, body, handle);
    }

    private static Func<Call, T, Task<Answer>>? Bind<T>(HttpContext context, Func<Call, Guid, T, Task<Answer>> handle) =>
        Id(context, "id") is { } id ? (call, input) => handle(call, id, input) : null;

    private static Func<Call, T, Task<Answer>>? Bind<T>(HttpContext context, Func<Call, Guid, Guid, T, Task<Answer>> handle) =>
        Id(context, "id") is { } id && Second(context) is { } second ? (call, input) => handle(call, id, second, input) : null;

    /// <summary>What the address names inside of what it names first.</summary>
    private static Guid? Second(HttpContext context) => Id(context, "productId") ?? Id(context, "reviewId");

    private static Guid? Id(HttpContext context, string name) =>
        Guid.TryParse(context.Request.RouteValues[name] as string, out var id) ? id : null;
}
