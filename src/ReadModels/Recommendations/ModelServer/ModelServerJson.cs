using System.Text.Json.Serialization;

namespace OrleansStore.ReadModels.Recommendations.ModelServer;

/// <summary>What is sent to a model server.</summary>
internal sealed record EmbeddingsRequest(string Model, IReadOnlyList<string> Input, string EncodingFormat = "float");

/// <summary>What it answers.</summary>
internal sealed record EmbeddingsResponse(IReadOnlyList<EmbeddingDatum>? Data, EmbeddingsUsage? Usage);

/// <summary>One vector of it.</summary>
/// <param name="Index">Of the text, from 0.</param>
internal sealed record EmbeddingDatum(int Index, float[]? Embedding);

/// <summary>What it cost.</summary>
internal sealed record EmbeddingsUsage(long PromptTokens, long TotalTokens);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EmbeddingsRequest))]
[JsonSerializable(typeof(EmbeddingsResponse))]
internal sealed partial class ModelServerJson : JsonSerializerContext;
