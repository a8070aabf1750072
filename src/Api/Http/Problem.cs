using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using OrleansStore.Contracts;

namespace OrleansStore.Api.Http;

/// <summary>A refusal as clients see it (RFC 9457).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable, camelCase; clients branch on it.</param>
/// <param name="Detail">One sentence for people.</param>
public sealed record Problem(int Status, string Code, string Detail)
{
    /// <summary>Media type of a problem.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Further fields, such as the present status.</summary>
    public ImmutableDictionary<string, string> Facts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What is wrong with which field of the input.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Seconds after which it makes sense to try again.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The same problem with one more fact.</summary>
    public Problem With(string name, string value) => this with { Facts = Facts.SetItem(name, value) };

    /// <summary>A broken rule of the shop.</summary>
    public static Problem Of(StoreError error) => new(StatusOf(error.Kind), error.Code, error.Detail)
    {
        Facts = error.Facts ?? ImmutableDictionary<string, string>.Empty,
        RetryAfter = error.Kind == ErrorKind.LimitReached || error.Code is "orderBusy" or "cartBusy" ? 1 : null,
    };

    /// <summary>The problem as UTF-8 JSON.</summary>
    public byte[] Encode(string traceId)
    {
        using var stream = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "urn:store:problem:" + Code);
            json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(Status));
            json.WriteNumber("status"u8, Status);
            json.WriteString("code"u8, Code);
            json.WriteString("detail"u8, Detail);
            WriteFacts(json);
            WriteErrors(json);
            json.WriteString("traceId"u8, traceId);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The facts that are JSON already; all others are texts.</summary>
    private static readonly FrozenSet<string> Numbers =
        FrozenSet.Create(StringComparer.Ordinal, "available", "expected", "version", "prices", "most", "total", "refundable", "line", "rows");

    private void WriteFacts(Utf8JsonWriter json)
    {
        foreach (var (name, value) in Facts)
        {
            // A fact called status tells the thing's status; the member of that name is the HTTP status.
            json.WritePropertyName(name == "status" ? "currentStatus" : name);
            if (Numbers.Contains(name)) json.WriteRawValue(value);
            else json.WriteStringValue(value);
        }
    }

    private void WriteErrors(Utf8JsonWriter json)
    {
        if (Errors is null) return;
        json.WriteStartObject("errors"u8);
        foreach (var (field, messages) in Errors)
        {
            json.WriteStartArray(field);
            foreach (var message in messages) json.WriteStringValue(message);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => 400,
        ErrorKind.PaymentDeclined => 402,
        ErrorKind.Forbidden => 403,
        ErrorKind.NotFound => 404,
        ErrorKind.Conflict => 409,
        ErrorKind.Stale => 412,
        ErrorKind.Unprocessable => 422,
        ErrorKind.LimitReached => 429,
        _ => 500,
    };
}
