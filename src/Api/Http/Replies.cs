using System.Diagnostics;
using System.Globalization;
using OrleansStore.Api.Access;

namespace OrleansStore.Api.Http;

/// <summary>Writes answers to HTTP.</summary>
internal static class Replies
{
    /// <summary>What the log knows the request by.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <summary>Writes an answer.</summary>
    public static Task WriteAsync(HttpContext context, Answer answer)
    {
        if (answer.Problem is { } refusal) Admission.Note(context, refusal);
        var headers = context.Response.Headers;
        if (answer.Position > 0) headers["Store-Position"] = answer.Position.ToString(CultureInfo.InvariantCulture);
        if (answer.Version > 0) headers.ETag = $"\"{answer.Version}\"";
        if (answer.Location is { } location) headers.Location = location;
        if (answer.Replayed) headers["Idempotency-Replayed"] = "true";
        if (answer.Problem?.RetryAfter is { } seconds) headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Status == 401) headers.WWWAuthenticate = "Bearer";
        return WriteAsync(context, answer.Status, answer.ContentType, answer.Encoded(TraceId(context)).Body);
    }

    /// <summary>Writes bytes.</summary>
    public static Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (status is 204 or 304) return Task.CompletedTask;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        var written = response.BodyWriter.WriteAsync(body);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
