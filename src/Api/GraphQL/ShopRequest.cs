using System.Net;
using System.Text.Json;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.Api.GraphQL;

/// <summary>One request as its fields see it.</summary>
internal sealed class ShopRequest(Caller caller, HttpContext http, string traceId, int readsPaid)
{
    private static readonly string[] ForPeople = ["type", "title", "detail"];

    private readonly Lock _gate = new();
    private readonly List<object?> _writes = [];
    private int _readsPaid = readsPaid;

    /// <summary>Who asks.</summary>
    public Caller Caller => caller;

    /// <summary>The request, or the one that opened the live connection.</summary>
    public HttpContext Http => http;

    /// <summary>What the log knows it by.</summary>
    public string TraceId => traceId;

    /// <summary>Where it comes from.</summary>
    public IPAddress? Address => http.Connection.RemoteIpAddress;

    /// <summary>The highest position of what was written.</summary>
    public long Position { get; private set; }

    /// <summary>What was written, for the answer's extensions.</summary>
    public IReadOnlyList<object?> Writes
    {
        get
        {
            lock (_gate) return [.. _writes];
        }
    }

    /// <summary>Whether a read was counted already, with the request itself.</summary>
    public bool IsPaid() => Interlocked.Decrement(ref _readsPaid) >= 0;

    /// <summary>Something was written.</summary>
    public void Note(ResponsePath path, Answer answer)
    {
        var write = new Dictionary<string, object?> { ["path"] = path.ToList(), ["status"] = answer.Status };
        if (answer.Position > 0) write["position"] = answer.Position;
        if (answer.Version > 0) write["version"] = answer.Version;
        if (answer.Replayed) write["replayed"] = true;
        if (answer is { Status: 202, Body.IsEmpty: false }) NoteUnderWay(write, answer.Body);
        lock (_gate)
        {
            _writes.Add(write);
            Position = Math.Max(Position, answer.Position);
        }
    }

    /// <summary>What is only under way may have nothing yet of what was asked of it: here is what it is found by later.</summary>
    private static void NoteUnderWay(Dictionary<string, object?> write, ReadOnlyMemory<byte> body)
    {
        var json = ShopJson.Parse(body);
        foreach (var name in (string[])["id", "orderToken"])
            if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String) write[name] = value.GetString();
    }

    /// <summary>A refusal as an error: the detail for people, everything else for programs.</summary>
    public GraphQLException Refuse(Problem problem) => Refuse(problem.Encode(traceId), problem.Detail, problem.RetryAfter);

    /// <summary>The error that an answer is.</summary>
    public GraphQLException Refuse(Answer answer)
    {
        var body = answer.Encoded(traceId).Body;
        using var json = JsonDocument.Parse(body);
        return Refuse(body, json.RootElement.GetProperty("detail").GetString()!, answer.Problem?.RetryAfter);
    }

    private static GraphQLException Refuse(ReadOnlyMemory<byte> problem, string message, int? retryAfter)
    {
        var extensions = new Dictionary<string, object?>();
        using var json = JsonDocument.Parse(problem);
        foreach (var member in json.RootElement.EnumerateObject())
            if (!ForPeople.Contains(member.Name)) extensions[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : member.Value.Clone();
        if (retryAfter is { } seconds) extensions["retryAfter"] = seconds;
        return new GraphQLException(message, extensions);
    }
}
