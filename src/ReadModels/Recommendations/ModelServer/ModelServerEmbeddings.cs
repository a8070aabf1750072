using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace OrleansStore.ReadModels.Recommendations.ModelServer;

/// <summary>Has vectors made by a model server. It is slow and may be away: nothing that a client waits for calls it.</summary>
/// <param name="http">Its timeout and its limit on an answer's bytes hold.</param>
internal sealed class ModelServerEmbeddings(HttpClient http, ModelServerOptions options) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _about = new("openai", options.Endpoint, options.Model);

    /// <exception cref="ModelServerException">It refused, or what it answered makes no sense.</exception>
    /// <exception cref="HttpRequestException">It could not be reached.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? generation = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        if (texts.Count == 0) return [];
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address);
        request.Content = JsonContent.Create(new EmbeddingsRequest(generation?.ModelId ?? options.Model, texts), ModelServerJson.Default.EmbeddingsRequest);
        if (options.ApiKey is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) throw new ModelServerException($"The model server answers with status {(int)response.StatusCode}.") { IsAboutTexts = (int)response.StatusCode is 400 or 413 or 422 };
        return Read(await ReadAsync(response, cancellationToken), texts.Count);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _about
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => http.Dispose();

    private static async Task<EmbeddingsResponse?> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(ModelServerJson.Default.EmbeddingsResponse, cancellation);
        }
        catch (JsonException e)
        {
            throw new ModelServerException("The model server's answer cannot be read.", e);
        }
    }

    /// <summary>The vectors in the order of the texts, each once.</summary>
    private GeneratedEmbeddings<Embedding<float>> Read(EmbeddingsResponse? answer, int count)
    {
        var vectors = new float[count][];
        foreach (var datum in answer?.Data ?? [])
        {
            if (datum.Index < 0 || datum.Index >= count || vectors[datum.Index] is not null || datum.Embedding is not { Length: > 0 } vector || !Array.TrueForAll(vector, float.IsFinite))
                throw new ModelServerException("The model server's answer has vectors of no text.");
            vectors[datum.Index] = vector;
        }

        if (Array.Exists(vectors, v => v is null || v.Length != vectors[0]?.Length)) throw new ModelServerException("The model server's answer lacks vectors.");
        return new(vectors.Select(v => new Embedding<float>(v) { ModelId = options.Model }))
        {
            Usage = answer!.Usage is { } usage ? new UsageDetails { InputTokenCount = usage.PromptTokens, TotalTokenCount = usage.TotalTokens } : null,
        };
    }
}

/// <summary>A model server does not do what it should.</summary>
internal sealed class ModelServerException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>It may do so with other texts.</summary>
    public bool IsAboutTexts { get; init; }
}
