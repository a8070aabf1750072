using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Serving;

/// <summary>GraphQL over HTTP: GET for queries, POST for queries and mutations, one at a time or in a batch.</summary>
/// <remarks>
/// As the specification's draft of 2025 has it. What is no request at all has its own status with either media type; a
/// request that is refused before it is executed has 400 with <see cref="GraphMedia.Response"/> and 200 with
/// <see cref="GraphMedia.Json"/>; what was executed has 200.
/// </remarks>
internal sealed class GraphHttp(GraphEngine engine, IGraphHost host, GraphServing serving, TimeProvider time)
{
    public async Task ServeAsync(HttpContext http)
    {
        var media = GraphMedia.Negotiate(http.Request);
        if (media is null)
        {
            await WriteAsync(http, GraphMedia.Json, 406, Refusal(new GraphProtocolException(406, "notAcceptable", $"Accept {GraphMedia.Response} or {GraphMedia.Json}.")));
            return;
        }

        try
        {
            await AnswerAsync(http, media);
        }
        catch (GraphProtocolException e)
        {
            if (e.Allow is not null) http.Response.Headers.Allow = e.Allow;
            await WriteAsync(http, media, e.Status, Refusal(e));
        }
    }

    private async Task AnswerAsync(HttpContext http, string media)
    {
        var isGet = HttpMethods.IsGet(http.Request.Method);
        var (requests, isBatch) = isGet
            ? ([GraphRequests.Parse(http.Request.Query)], false)
            : GraphRequests.Parse(await GraphBody.ReadAsync(http.Request, serving, time), engine.Options.Limits.Batch);
        using var session = host.Open(http);
        if (!isBatch)
        {
            var (result, status) = await RunAsync(session, requests[0], isGet, media, http.RequestAborted);
            await WriteAsync(http, media, status, json => result.WriteTo(json));
            return;
        }

        // One after the other: what one request changes, the next one sees.
        var results = new List<ExecutionResult>(requests.Count);
        foreach (var request in requests) results.Add((await RunAsync(session, request, isGet, media, http.RequestAborted)).Result);
        await WriteAsync(http, media, 200, json =>
        {
            json.WriteStartArray();
            foreach (var result in results) result.WriteTo(json);
            json.WriteEndArray();
        });
    }

    private async ValueTask<(ExecutionResult Result, int Status)> RunAsync(
        IGraphSession session, GraphRequest request, bool isGet, string media, CancellationToken cancellation)
    {
        var kind = engine.Prepare(request.Query).KindOf(request.OperationName);
        if (isGet && kind == OperationKind.Mutation) throw new GraphProtocolException(405, "methodNotAllowed", "GET only reads; send mutations by POST.") { Allow = "POST" };
        if (kind == OperationKind.Subscription)
            return (ExecutionResult.Refused(new GraphProtocolException(400, "webSocketExpected", "Subscriptions are served over a WebSocket (graphql-transport-ws).").Error), RefusedAs(media, 400));
        var admission = await session.AdmitAsync(request, cancellation);
        if (admission.Scope is not { } scope) return (ExecutionResult.Refused(admission.Refusal!), RefusedAs(media, admission.Status));
        var result = await engine.ExecuteAsync(request, scope, cancellation);
        if (session.Extend(scope) is { Count: > 0 } extensions)
            result = new ExecutionResult(result.Data, result.Errors, result.HasData) { Extensions = extensions };
        return (result, result.HasData ? 200 : RefusedAs(media, 400));
    }

    private static int RefusedAs(string media, int status) => media == GraphMedia.Response ? status : 200;

    private static Action<Utf8JsonWriter> Refusal(GraphProtocolException e) => json => ExecutionResult.Refused(e.Error).WriteTo(json);

    private static async Task WriteAsync(HttpContext http, string media, int status, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(body, GraphMessages.Json)) write(json);
        http.Response.StatusCode = status;
        http.Response.ContentType = media + "; charset=utf-8";
        http.Response.ContentLength = body.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory);
    }
}
