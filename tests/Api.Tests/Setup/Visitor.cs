using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OrleansStore.Api.Tests.Setup;

/// <summary>Somebody who talks to the shop over HTTP.</summary>
public sealed record Visitor(HttpClient Http)
{
    private static readonly string[] OutsideApi = ["/health", "/metrics", "/openapi", "/docs", "/graphql"];

    public Guid Id { get; init; }

    public string? AccessToken { get; init; }

    public string? CartToken { get; init; }

    public string? OrderToken { get; init; }

    public Task<Reply> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Reply> Post(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, body, headers);

    public Task<Reply> Put(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Put, path, body, headers);

    public Task<Reply> Patch(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Patch, path, body, headers);

    public Task<Reply> Delete(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Delete, path, body, headers);

    /// <param name="body">Text is sent as it is, anything else as JSON.</param>
    public async Task<Reply> Send(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, OutsideApi.Any(path.StartsWith) ? path : "/api/v1" + path);
        if (AccessToken is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        if (CartToken is not null) request.Headers.Add("Cart-Token", CartToken);
        if (OrderToken is not null) request.Headers.Add("Order-Token", OrderToken);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = body as HttpContent ?? new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }
}

/// <summary>What came back.</summary>
public sealed record Reply(int Status, string Body, HttpResponseHeaders Headers, string? ContentType)
{
    private JsonElement? json;

    public JsonElement Json => json ??= JsonDocument.Parse(Body).RootElement;

    public JsonElement this[string name] => Json.GetProperty(name);

    public Guid Id => this["id"].GetGuid();

    public string? Code => this["code"].GetString();

    public int Version => this["version"].GetInt32();

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    /// <summary>It must be a problem with this status and code.</summary>
    public Reply MustBeProblem(int status, string code)
    {
        Status.ShouldBe(status, Body);
        ContentType.ShouldBe("application/problem+json");
        Code.ShouldBe(code);
        this["status"].GetInt32().ShouldBe(status);
        this["type"].GetString().ShouldNotBeNullOrEmpty();
        this["title"].GetString().ShouldNotBeNullOrEmpty();
        this["detail"].GetString().ShouldNotBeNullOrEmpty();
        this["traceId"].GetString().ShouldNotBeNullOrEmpty();
        return this;
    }

    /// <summary>It must have this status.</summary>
    public Reply MustBe(int status)
    {
        Status.ShouldBe(status, Body);
        return this;
    }
}
