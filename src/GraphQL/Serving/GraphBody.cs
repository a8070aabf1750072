using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace OrleansStore.GraphQL.Serving;

/// <summary>Reads bodies whole.</summary>
internal static class GraphBody
{
    public static async ValueTask<byte[]> ReadAsync(HttpRequest request, GraphServing serving, TimeProvider time)
    {
        if (!GraphMedia.IsJson(request.ContentType)) throw new GraphProtocolException(415, "unsupportedMediaType", "Send 'Content-Type: application/json', in UTF-8.");
        if (request.ContentLength > serving.BodyBytes) throw TooLarge(serving);
        // Most bodies are there with their headers and need no clock.
        CancellationTokenSource? deadline = null;
        try
        {
            while (true)
            {
                if (!request.BodyReader.TryRead(out var read))
                {
                    deadline ??= new CancellationTokenSource(serving.BodyTime, time);
                    read = await request.BodyReader.ReadAsync(deadline.Token);
                }

                var (buffer, isLarge) = (read.Buffer, read.Buffer.Length > serving.BodyBytes);
                if (isLarge || read.IsCompleted)
                {
                    var body = isLarge ? [] : buffer.ToArray();
                    // What is left of a large one the server reads by itself, and can only once this piece is given back.
                    request.BodyReader.AdvanceTo(buffer.End);
                    return isLarge ? throw TooLarge(serving) : body;
                }

                request.BodyReader.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        catch (OperationCanceledException) when (deadline is { IsCancellationRequested: true })
        {
            // What still drips in belongs to no request any more.
            if (HttpProtocol.IsHttp11(request.Protocol)) request.HttpContext.Response.Headers.Connection = "close";
            throw new GraphProtocolException(408, "requestTimeout", "The body did not arrive in time.");
        }
        finally
        {
            deadline?.Dispose();
        }
    }

    private static GraphProtocolException TooLarge(GraphServing serving) => new(413, "bodyTooLarge", $"A body has at most {serving.BodyBytes} bytes.");
}
