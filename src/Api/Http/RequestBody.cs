using System.Buffers;
using OrleansStore.Api.Limits;

namespace OrleansStore.Api.Http;

/// <summary>Reads a request's body whole.</summary>
internal static class RequestBody
{
    /// <summary>Reads the body.</summary>
    /// <returns>The bytes, or the refusal when it is too large, takes too long or is not declared as JSON.</returns>
    public static ValueTask<(byte[] Body, Problem? Problem)> ReadAsync(HttpRequest request, int limit, TimeProvider time)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count == 0))
            return ValueTask.FromResult<(byte[], Problem?)>(([], null));
        if (request.ContentLength > limit) return ValueTask.FromResult<(byte[], Problem?)>(([], Problems.BodyTooLarge(limit)));
        if (!IsJson(request.ContentType)) return ValueTask.FromResult<(byte[], Problem?)>(([], Problems.UnsupportedMediaType()));
        return ReadToEndAsync(request, limit, time);
    }

    private static async ValueTask<(byte[] Body, Problem? Problem)> ReadToEndAsync(HttpRequest request, int limit, TimeProvider time)
    {
        var reader = request.BodyReader;
        // Most bodies are there with their headers and need no clock.
        CancellationTokenSource? deadline = null;
        try
        {
            while (true)
            {
                if (!reader.TryRead(out var read))
                {
                    deadline ??= new CancellationTokenSource(HttpLimits.BodyTime, time);
                    read = await reader.ReadAsync(deadline.Token);
                }

                if (read.Buffer.Length > limit)
                {
                    // The server reads what is left over by itself, and can only once this piece is given back.
                    reader.AdvanceTo(read.Buffer.End);
                    return ([], Problems.BodyTooLarge(limit));
                }

                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    reader.AdvanceTo(read.Buffer.End);
                    return (body, null);
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (deadline is { IsCancellationRequested: true })
        {
            // What still drips in belongs to no request any more. HTTP/2 ends the stream by itself and knows no such header.
            if (HttpProtocol.IsHttp11(request.Protocol)) request.HttpContext.Response.Headers.Connection = "close";
            return ([], Problems.RequestTimeout());
        }
        finally
        {
            deadline?.Dispose();
        }
    }

    private static bool IsJson(string? contentType)
    {
        if (contentType is null) return false;
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? contentType.AsSpan() : contentType.AsSpan(0, end)).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
